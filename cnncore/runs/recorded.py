"""The run that comes with the lessons, so that the training lesson never opens empty."""

from cnncore.assets import RECORDED_RUN
from cnncore.runs.engine import RunView
from cnncore.runs.folder import RunFolder


def recorded_run() -> RunView:
    """Return the recorded run: bundled digits, default settings."""
    folder = RunFolder(RECORDED_RUN)
    return RunView("recorded", folder.settings, folder.status(), folder)
