from cnncore.classroom.collecting import GivenPhoto as GivenPhoto
from cnncore.classroom.comparison import Comparison as Comparison
from cnncore.classroom.comparison import compare_answers as compare_answers
from cnncore.classroom.leading import Lead as Lead
from cnncore.classroom.rooms import Classroom as Classroom
from cnncore.classroom.rooms import EnteredNetwork as EnteredNetwork
from cnncore.classroom.rooms import Tally as Tally
from cnncore.classroom.tables import counts_csv as counts_csv
