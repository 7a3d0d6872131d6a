"""The run that comes with the lessons, so that the training lesson never opens empty."""

from cnncore.assets import RECORDED_RUN
from cnncore.runs.engine import View
from cnncore.runs.folder import RunFolder


def recorded_run() -> View:
    """Return the recorded run: bundled digits, default settings."""
    folder = RunFolder(RECORDED_RUN)
    return View("recorded", folder.settings, folder.status(), folder)
