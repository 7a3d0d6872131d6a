"""Values of 12, 16 and 32 bits, signed and floating ones: brought to 0..255 in bands."""

from collections.abc import Callable

import numpy as np
from PIL import Image

from cnncore.photos.stored import Box, Flattener, Stored, over_white, stretch_range

_PIXELS = 2**20  # pixels that are looked at together
_NEAR = 0.05  # of a range: floats a little outside of it are cut off


def grey_flattener(image: Image.Image, stored: Stored) -> tuple[Flattener, str]:
    """Return what makes RGB of a box of these greys, and a note where they were stretched."""
    least, most = _extremes(image.size, lambda box: _values(image.crop(box), stored))
    low, high, note = stretch_range(least, most, *_range(least, most, stored))
    transparent = image.info.get("transparency")

    def flatten(box: Box) -> Image.Image:
        grey = _values(image.crop(box), stored)
        shades = _shades(grey, low, high)
        if stored.inverted:
            shades = 255 - shades
        if isinstance(transparent, int):
            shades[grey == transparent] = 255
        return Image.fromarray(shades).convert("RGB")

    return flatten, note


def colour_flattener(high_bytes: Image.Image, low_bytes: Image.Image) -> tuple[Flattener, str]:
    """Return what makes RGB over white of a box of 16-bit colours, stretched, and the note."""

    def values(box: Box) -> np.ndarray:
        pair = [np.asarray(image.crop(box))[..., :3] for image in (high_bytes, low_bytes)]
        return pair[0].astype(np.float64) * 256 + pair[1]

    low, high, note = stretch_range(*_extremes(high_bytes.size, values), 0, 65535)

    def flatten(box: Box) -> Image.Image:
        colours = Image.fromarray(_shades(values(box), low, high))
        if high_bytes.has_transparency_data:
            colours.putalpha(high_bytes.crop(box).convert("RGBA").getchannel("A"))
        return over_white(colours)

    return flatten, note


def _shades(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Bring low..high to 0..255, what is no number to 0."""
    shades = (values - low) * (255 / (high - low))
    return np.rint(np.nan_to_num(shades, nan=0.0).clip(0, 255)).astype(np.uint8)


def _values(band: Image.Image, stored: Stored) -> np.ndarray:
    """Return a band's values, float64: Pillow keeps the bits of some kinds, not their meaning."""
    values = np.asarray(band)
    if stored.kind == "unsigned" and values.dtype == np.int32 and stored.bits == 32:
        values = values.view(np.uint32)
    elif stored.kind == "signed" and values.dtype == np.uint8:
        values = values.view(np.int8)
    return values.astype(np.float64)


def _extremes(size: tuple[int, int], values: Callable[[Box], np.ndarray]) -> tuple[float, float]:
    """Return the least and the most of the finite values, (0, 0) without any."""
    width, height = size
    rows = max(1, _PIXELS // width)
    least, most = np.inf, -np.inf
    for top in range(0, height, rows):
        band = values((0, top, width, min(height, top + rows)))
        band = band[np.isfinite(band)]
        if band.size:
            least, most = min(least, band.min()), max(most, band.max())
    return (float(least), float(most)) if least <= most else (0.0, 0.0)


def _range(least: float, most: float, stored: Stored) -> tuple[float, float]:
    """Return the first usual range of the kind that holds the values."""
    top, half = 2.0**stored.bits - 1, 2.0 ** (stored.bits - 1)
    near = 0.0
    if stored.kind == "float":
        usual, near = [(0.0, 1.0), (-1.0, 1.0), (0.0, 255.0), (0.0, 65535.0)], _NEAR
    elif stored.bits == 32:
        highest = half - 1 if stored.kind == "signed" else top
        usual = [(0.0, high) for high in (1.0, 255.0, 65535.0, highest)]
    else:
        usual = [(0.0, half - 1 if stored.kind == "signed" else top)]
    if stored.kind == "signed":
        usual.append((-half, half - 1))
    for low, high in usual:
        if low - near * (high - low) <= least and most <= high + near * (high - low):
            return low, high
    return least, max(most, np.nextafter(least, np.inf))
