"""What the first visitor of the gallery, and of its ImageNet network, would wait for."""

from cnncore.photos import SAMPLES
from ui.filter_gallery import cache
from ui.shared.imagenet import network


def load() -> None:
    """Hang the first sample's wall; load the network that is installed, about 20 MB."""
    cache.thumbnails(cache.sample(SAMPLES[0].name), False)
    network()
