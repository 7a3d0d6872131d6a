"""Small pictures as images for a page's HTML: pixels stay sharp, words say what is seen."""

import base64
import io
from collections.abc import Sequence
from functools import lru_cache
from html import escape

import numpy as np
from PIL import Image

from ui.figures import style

_LEVELS = 255  # of a picture's palette; odd, so that zero on a scale about zero has its colour


def pixels(
    picture: np.ndarray,
    *,
    alt: str,
    width: int,
    scale: list[list] = style.INK,
    low: float = 0.0,
    high: float = 1.0,
) -> str:
    """Return an <img> of a picture (H, W), its values from low to high set in a colour scale."""
    shown = Image.fromarray(_levels(picture, low, high), "P")
    shown.putpalette(_palette(tuple(map(tuple, scale))).tobytes())
    file = io.BytesIO()
    shown.save(file, "PNG", compress_level=1)
    data = base64.b64encode(file.getvalue()).decode()
    css = f"width:{width}px;max-width:100%;image-rendering:pixelated;border-radius:4px;"
    css += f"display:block;aspect-ratio:{picture.shape[1]}/{picture.shape[0]};"
    css += f"outline:1px solid {style.NEUTRAL}55"
    return f'<img alt="{escape(alt)}" src="data:image/png;base64,{data}" style="{css}">'


def coloured(picture: np.ndarray, scale: Sequence[Sequence], low: float, high: float) -> np.ndarray:
    """Set values from low to high in a colour scale, in between too; return uint8 (..., 3)."""
    places, colours = zip(*style.stops(scale), strict=True)
    at = (np.asarray(picture, float) - low) / max(high - low, 1e-12)
    channels = [np.interp(at, places, channel) for channel in np.array(colours).T]
    return np.rint(np.stack(channels, axis=-1)).astype(np.uint8)


def _levels(picture: np.ndarray, low: float, high: float) -> np.ndarray:
    """Sort values into the palette's levels; halfway between low and high is a level of its own."""
    part = np.clip((picture - low) / max(high - low, 1e-12), 0, 1)
    return (part * (_LEVELS - 1)).round().astype(np.uint8)


@lru_cache(maxsize=16)
def _palette(scale: tuple[tuple[float, str], ...]) -> np.ndarray:
    """Return a colour scale as a table, uint8 (levels, 3)."""
    return coloured(np.linspace(0, 1, _LEVELS), scale, 0.0, 1.0)


def cards(items: list[tuple[str, str]], *, width: int) -> str:
    """Set pictures with their words in a row that wraps; `items` are (image, caption) in HTML."""
    css = f"display:flex;flex-direction:column;gap:4px;width:{width}px;margin:0"
    words = "font-size:.85rem;line-height:1.3;font-variant-numeric:tabular-nums"
    figures = [
        f'<figure style="{css}">{image}<figcaption style="{words}">{caption}</figcaption></figure>'
        for image, caption in items
    ]
    return f'<div style="display:flex;flex-wrap:wrap;gap:14px 16px">{"".join(figures)}</div>'


def framed_photo(
    photo: np.ndarray, boxes: list[tuple], labels: list[int], *, chosen: int, width: int
) -> str:
    """Return a photo (H, W, 3) with a numbered frame and a label for each box, one marked."""
    scale = width / photo.shape[1]
    small = Image.fromarray(photo).resize((width, max(1, round(photo.shape[0] * scale))))
    file = io.BytesIO()
    small.save(file, "JPEG", quality=85)
    data = base64.b64encode(file.getvalue()).decode()
    marks = []
    for number, ((top, left, bottom, right), label) in enumerate(zip(boxes, labels, strict=True)):
        colour = style.PATCH if number == chosen else style.MAP
        place = f"left:{left * scale - 2:.0f}px;top:{top * scale - 2:.0f}px;"
        size = f"width:{(right - left) * scale + 4:.0f}px;height:{(bottom - top) * scale + 4:.0f}px"
        wide = 3 if number == chosen else 1
        css = f"position:absolute;{place}{size};border:{wide}px solid {colour};border-radius:3px"
        tag = f"position:absolute;top:-1.15em;left:0;font:600 12px sans-serif;color:{colour}"
        marks.append(f'<div style="{css}"><span style="{tag}">{label}</span></div>')
    read = " ".join(map(str, labels))
    picture = f'<img alt="A photo read as {read}" src="data:image/jpeg;base64,{data}">'
    return f'<div style="position:relative;width:{width}px">{picture}{"".join(marks)}</div>'


def mosaic(
    maps: np.ndarray, *, across: int | None = None, gap: int = 1, fill: float | None = None
) -> np.ndarray:
    """Lay maps (N, H, W) out in rows with a gap between them; spare cells hold `fill`.

    Without `across` the sheet is as nearly square as it goes, without `fill` the least value
    fills it.

    >>> mosaic(np.arange(3.0)[:, None, None], gap=1, fill=9)
    array([[0., 9., 1.],
           [9., 9., 9.],
           [2., 9., 9.]])
    """
    count, height, width = maps.shape
    across = across or int(np.ceil(np.sqrt(count * height / width)))
    down = max(1, -(-count // across))
    size = (down * (height + gap) - gap, across * (width + gap) - gap)
    sheet = np.full(size, maps.min() if fill is None else fill, maps.dtype)
    for number, one in enumerate(maps):
        row, col = divmod(number, across)
        top, left = row * (height + gap), col * (width + gap)
        sheet[top : top + height, left : left + width] = one
    return sheet


def wall_image(images: np.ndarray, *, across: int = 12) -> np.ndarray:
    """Lay drawings (N, 28, 28) uint8 (ink 255) out in rows, as dark ink on white paper.

    Returns uint8 (rows·30, across·30): two pixels of paper between neighbours.
    """
    return 255 - np.pad(mosaic(images, across=across, gap=2, fill=0), 1)


def fold(numbers: np.ndarray) -> np.ndarray:
    """Fold a list into a nearly square sheet, left to right, top to bottom; spare cells are 0.

    >>> fold(np.array([1, 2, 3, 4, 5]))
    array([[1, 2, 3],
           [4, 5, 0],
           [0, 0, 0]])
    """
    side = int(np.ceil(np.sqrt(numbers.size)))
    sheet = np.zeros(side * side, numbers.dtype)
    sheet[: numbers.size] = numbers
    return sheet.reshape(side, side)
