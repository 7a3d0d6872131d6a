"""What the first visitor of the drawing lesson would wait for."""

from ui.shared import doubt, networks
from ui.shared.networks import BUNDLED


def load() -> None:
    """Load the bundled network and what judges it: about 60 MB."""
    doubt.known_work(networks.load(BUNDLED), BUNDLED).whole()
