"""The run that comes with the lessons, so that the training lesson never opens empty."""

from cnncore.assets import RECORDED_RUN
from cnncore.runs.engine import RunView, view_of
from cnncore.runs.folder import RunFolder


def recorded_run() -> RunView:
    """Return the recorded run: bundled digits, default settings."""
    return view_of(RunFolder(RECORDED_RUN), "recorded")
