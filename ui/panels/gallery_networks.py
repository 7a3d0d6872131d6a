"""The gallery's two tabs that need torch, which is imported when one of them is opened."""

from cnncore.photos import Photo


def learned(photo: Photo) -> None:
    """Draw what the digit network learned."""
    from ui.filter_gallery import learned_filters

    learned_filters.draw(photo)


def deep(photo: Photo) -> None:
    """Draw what an ImageNet network sees."""
    from ui.filter_gallery import imagenet_network

    imagenet_network.draw(photo)
