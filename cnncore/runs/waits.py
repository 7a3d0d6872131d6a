"""How long a run still takes, as those who wait behind it are told."""

from cnncore.errors import InputError
from cnncore.runs.engine import TYPICAL_SPEED, RunView
from cnncore.runs.folder import RunFolder
from cnncore.runs.records import Status
from cnncore.training.settings import Settings

_LONGEST = 86_400.0  # seconds that one run is expected to take


def seconds_left(folder: RunFolder, status: Status) -> float:
    """Estimate how many seconds a run still needs; 0 where its record cannot be read."""
    try:
        view = RunView(folder.id, folder.settings, status, folder)
    except InputError:
        return 0.0
    return min(view.seconds_left or _whole(view.settings), _LONGEST)


def _whole(settings: Settings) -> float:
    size = 60_000 if settings.data == "full" else 8_500
    return settings.epochs * min(settings.first_digits or size, size) / TYPICAL_SPEED
