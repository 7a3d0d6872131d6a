"""What the first visitor of the training lesson would wait for."""

from ui.shared import runs
from ui.training import cache


def load() -> None:
    """Read the recorded run and judge its weights."""
    recorded = runs.view(runs.RECORDED)
    runs.history(recorded)
    cache.judge_view(recorded)
