"""What the first visitor of this lesson would wait for."""

from ui.own_classes import cache, desk


def load() -> None:
    """Load the network that is installed, about 20 MB, and draw the first ready set."""
    cache.ready_work(desk.FIRST).whole()
