"""Strokes on a square canvas: what a pen left there, as points and as a picture."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from cnncore.digits.styles import draw_style

SIDE = 280  # the canvas, in pixels
PAPER = "#ffffff"
INK = "#1c2430"
PEN = 16  # width of the pen at first, in pixels

_FINE = 2  # supersampling, for soft edges
_MARGIN = 48


@dataclass(frozen=True)
class Stroke:
    """One movement of the pen: points (n, 2) as x, y in canvas pixels, its width and colour."""

    points: np.ndarray
    width: float = PEN
    colour: str = INK


def render_strokes(strokes: list[Stroke] | tuple[Stroke, ...], side: int = SIDE) -> np.ndarray:
    """Draw strokes with round pens on white paper; return uint8 (side, side, 4).

    >>> page = render_strokes([Stroke(np.array([[10, 10], [90, 10]]), width=8)], side=100)
    >>> page[10, 50].tolist(), page[50, 50].tolist()
    ([28, 36, 48, 255], [255, 255, 255, 255])
    """
    page = Image.new("RGB", (side * _FINE, side * _FINE), PAPER)
    pen = ImageDraw.Draw(page)
    for stroke in strokes:
        # rounded, or the last bits of a processor's sums decide which of two pixels is inked
        points = [tuple(point) for point in np.round(stroke.points * float(_FINE), 6).tolist()]
        radius = stroke.width * _FINE / 2
        if len(points) > 1:
            pen.line(points, fill=stroke.colour, width=max(1, round(2 * radius)))
        for x, y in points:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=stroke.colour)
    small = page.resize((side, side), Image.Resampling.BOX).convert("RGBA")
    return np.asarray(small)


def sample_strokes(label: int, style: int = 0, side: int = SIDE) -> tuple[Stroke, ...]:
    """Write a digit 0 to 9 by formula, in one of many hands (`style`), fitted to the canvas.

    >>> len(sample_strokes(7))
    1
    """
    return fitted_strokes(draw_style(label, np.random.default_rng([label, style])), side)


def fitted_strokes(lines: list[np.ndarray], side: int = SIDE) -> tuple[Stroke, ...]:
    """Fit polylines of any size (n, 2) into the middle of the canvas."""
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = (side - 2 * _MARGIN) / max(high - low)
    offset = (side - (high + low) * scale) / 2
    return tuple(Stroke(line * scale + offset) for line in lines)


def sample_page(numbers: str = "1408 2957 36", seed: int = 5) -> np.ndarray:
    """Write digits on a page lit from one side; return the photo, uint8 (H, W, 3).

    >>> sample_page("12").shape
    (300, 220, 3)
    """
    rng = np.random.default_rng(seed)
    words = numbers.split()
    width = 80 + 70 * max(map(len, words))
    height = 200 + 100 * len(words)
    page = Image.new("L", (width * _FINE, height * _FINE), 255)
    pen = ImageDraw.Draw(page)
    for line, word in enumerate(words):
        for place, letter in enumerate(word):
            left, top = 55 + 70 * place + rng.normal(0, 4), 110 + 100 * line + rng.normal(0, 4)
            for stroke in draw_style(int(letter), rng):
                points = [((left + 42 * x) * _FINE, (top + 62 * y) * _FINE) for x, y in stroke]
                pen.line(points, fill=60, width=4 * _FINE, joint="curve")
    ink = np.asarray(page.resize((width, height), Image.Resampling.BOX)) / 255
    rows, cols = np.mgrid[:height, :width]
    light = 235 - 70 * (cols / width) * (rows / height) - 40 * (rows / height)
    grey = ink * light + rng.normal(0, 2.5, ink.shape)
    tint = np.array([1.0, 0.985, 0.94])
    return np.clip(grey[..., None] * tint, 0, 255).astype(np.uint8)
