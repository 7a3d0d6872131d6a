"""What the first visitor of the gallery's ImageNet network would wait for."""

from ui.filter_gallery import imagenet_controls, network_cache


def load() -> None:
    """Load the network that is installed: about 20 MB."""
    network_cache.network(imagenet_controls.INSTALLED)
