"""Pixels become smaller ones, or the bytes of a file."""

from io import BytesIO

import numpy as np
from PIL import Image

_ENCODING = {
    "PNG": {"compress_level": 1},
    "WEBP": {"lossless": True, "method": 0, "quality": 0},
    "JPEG": {"quality": 88, "subsampling": 0},
}


def shrink_photo(photo: np.ndarray, longest: int) -> np.ndarray:
    """Return the photo with its longest side at most `longest` pixels, never enlarged.

    >>> shrink_photo(np.zeros((100, 200, 3), np.uint8), 50).shape
    (25, 50, 3)
    """
    if max(photo.shape[:2]) <= longest:
        return photo
    image = Image.fromarray(photo)
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return np.asarray(image)


def encode_photo(photo: np.ndarray, kind: str = "PNG", *, quality: int | None = None) -> bytes:
    """Return the pixels as a PNG or WEBP, both exact, or as a JPEG, of a quality up to 100.

    A lossless WebP of a photo takes half the time of a PNG and two thirds of its size.

    >>> from cnncore.photos import decode_photo
    >>> photo = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
    >>> np.array_equal(decode_photo(encode_photo(photo)), photo)
    True
    """
    file = BytesIO()
    how = _ENCODING[kind] | ({} if quality is None else {"quality": quality})
    Image.fromarray(photo).save(file, kind, **how)
    return file.getvalue()


def encode_coloured(places: np.ndarray, colours: np.ndarray) -> bytes:
    """Return a PNG of places 0..255 (H, W) in a table of colours (256, 3) uint8.

    >>> from cnncore.photos import decode_photo
    >>> table = np.arange(768, dtype=np.uint16).astype(np.uint8).reshape(256, 3)
    >>> decode_photo(encode_coloured(np.full((1, 1), 2, np.uint8), table)).tolist()
    [[[6, 7, 8]]]
    """
    image = Image.fromarray(places).convert("P")
    image.putpalette(colours.ravel().tolist())
    file = BytesIO()
    image.save(file, "PNG", **_ENCODING["PNG"])
    return file.getvalue()
