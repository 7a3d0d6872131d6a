"""What the first visitor of the drawing lesson would wait for."""

from ui.draw_digit import cache
from ui.shared import networks
from ui.shared.networks import BUNDLED


def load() -> None:
    """Load the bundled network and what judges it: about 60 MB."""
    cache.judge(networks.load(BUNDLED), BUNDLED)
