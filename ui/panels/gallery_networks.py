"""The gallery's two tabs that need torch, which is imported when one of them is opened."""

from cnncore.photos import Photo


def learned(photo: Photo) -> None:
    """Draw what the digit network learned."""
    from ui.panels import gallery_learned

    gallery_learned.draw(photo)


def deep(photo: Photo) -> None:
    """Draw what an ImageNet network sees."""
    from ui.panels import gallery_deep

    gallery_deep.draw(photo)
