"""What the first visitor of this lesson would wait for."""

from collections.abc import Iterator

from cnncore.transfer.ready import READY
from ui.own_classes import cache


def load() -> Iterator[None]:
    """Load the network that is installed, about 20 MB; draw the ready sets and set the traps."""
    for name, ready in READY.items():
        cache.ready(name)
        yield
        if ready.trap:
            cache.caught(name)
            yield
    cache.others()
