from cnncore.border.archives import read_archive as read_archive
from cnncore.border.checked import is_a as is_a
from cnncore.border.checked import read_json as read_json
from cnncore.border.checked import read_record as read_record
from cnncore.border.folders import require_writable as require_writable
from cnncore.border.folders import unwritable as unwritable
from cnncore.border.folders import writing as writing
