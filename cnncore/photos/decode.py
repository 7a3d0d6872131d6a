"""A stranger's file becomes pixels: here where its header promises little work, else apart."""

import threading

import numpy as np

from cnncore.errors import InputError
from cnncore.photos.apart import read_apart
from cnncore.photos.photo import Photo
from cnncore.photos.plain import plain_file
from cnncore.photos.reading import LONGEST, read_small

MAX_BYTES = 20 * 1024 * 1024
SUFFIXES = ("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif")

# A plain file takes a second and 200 MB at the most: never two at a time.
_DECODING = threading.Lock()


def decode_photo(data: bytes, *, least: int = 1) -> np.ndarray:
    """Decode an image file to (H, W, 3) uint8, upright, over white, longest side at most 1024.

    Reads JPEG, PNG, WebP, GIF (first frame), BMP, TIFF and HEIC; grey, palette, CMYK, 16-bit and
    transparent files too. Size (20 MB) and area (50 megapixels) are checked before anything is
    decoded; what may take long or much is read by a process that is ended after 5 seconds or at
    500 MB. Raise `InputError` for every file that cannot be read, and for a photo whose shorter
    side, after shrinking, is below `least` pixels.

    >>> from io import BytesIO
    >>> from PIL import Image
    >>> file = BytesIO()
    >>> Image.new("RGBA", (2048, 1024), (0, 0, 0, 0)).save(file, "PNG")
    >>> photo = decode_photo(file.getvalue())
    >>> photo.shape, int(photo.min())
    ((512, 1024, 3), 255)
    """
    return _decoded(data, least)[0]


def read_photo(data: bytes, title: str, credit: str, *, least: int = 1) -> Photo:
    """Decode a visitor's own file as `decode_photo` does, with a note on what was done to it."""
    pixels, note = _decoded(data, least)
    return Photo(pixels, title, credit, private=True, note=note)


def _decoded(data: bytes, least: int) -> tuple[np.ndarray, str]:
    _check_bytes(data)
    data = bytes(data)
    plain = plain_file(data)
    if plain is None:
        (width, height), pixels, note = read_apart(data)
        photo = np.frombuffer(pixels, np.uint8).reshape(height, width, 3).copy()
    else:
        with _DECODING:
            small, note = read_small(plain.data, plain.orientation)
            photo = np.array(small)
    if min(photo.shape[:2]) < least:
        raise InputError(
            f"a photo of at least {least} × {least} pixels after shrinking to {LONGEST}",
            f"{photo.shape[1]} × {photo.shape[0]} pixels",
            "Choose a larger or less narrow photo.",
        )
    return photo, note


def _check_bytes(data: bytes) -> None:
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise InputError("the bytes of an image file", type(data).__name__, "Read the file first.")
    if len(data) == 0:
        raise InputError("an image file", "an empty file", "Save it again, or choose another.")
    if len(data) > MAX_BYTES:
        raise InputError(
            "a file of at most 20 MB", f"{len(data) / 2**20:.1f} MB", "Choose a smaller photo."
        )
