"""The run that comes with the lessons, so that the training lesson never opens empty."""

from pathlib import Path

from cnncore.jobs import View
from cnncore.runs import RunFolder

FOLDER = Path(__file__).with_name("assets") / "recorded"


def recorded_run() -> View:
    """Return the recorded run: bundled digits, default settings."""
    folder = RunFolder(FOLDER)
    return View("recorded", folder.settings, folder.status(), folder)
