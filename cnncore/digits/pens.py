"""Digits as a pen draws them: thin lines of even width, in the styles of many countries.

MNIST was written by Americans with a soft pen and scanned. Drawings made with a mouse or
a finger have even, sharp lines, thinner or thicker, and 1, 4, 7 and 9 have other shapes
elsewhere: a 1 with a long upstroke and a foot, a 7 with a bar, an open 4, a curled 9.
A digit is kept as the distance of every pixel from its line; any pen is then one
subtraction away.
"""

import numpy as np

from cnncore.digits.ink import thin
from cnncore.digits.styles import draw_style


def draw_lines(distance: np.ndarray, radius: np.ndarray | np.floating | float) -> np.ndarray:
    """Draw lines of half-width `radius` pixels with soft edges: 1 inside, 0 outside.

    >>> draw_lines(np.array([0.0, 2.0, 9.0]), 2.0).tolist()
    [1.0, 0.5, 0.0]
    """
    return (radius + 0.5 - distance).clip(0, 1)


def formula_digits(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Make `count` digits: distances (count, 28, 28) float32, labels (count,) uint8."""
    rng = np.random.default_rng(seed)
    labels = (np.arange(count) % 10).astype(np.uint8)
    distances = np.stack([_distance(_fitted(draw_style(int(d), rng))) for d in labels])
    return distances, labels


def _fitted(strokes: list[np.ndarray]) -> list[np.ndarray]:
    """Fit into 18 × 18 pixels (20 with the pen), centre of mass to the middle, as MNIST does."""
    points = np.concatenate(strokes)
    span = np.ptp(points, axis=0).max()
    lengths = [np.linalg.norm(np.diff(s, axis=0), axis=1) for s in strokes]
    middles = np.concatenate([(s[1:] + s[:-1]) / 2 for s in strokes])
    centre = np.average(middles, axis=0, weights=np.concatenate(lengths) + 1e-9)
    return [(s - centre) * (18 / span) + 13.5 for s in strokes]


def _distance(strokes: list[np.ndarray]) -> np.ndarray:
    """Return each pixel's distance from the nearest line, (28, 28) float32."""
    start = np.concatenate([s[:-1] for s in strokes]).astype(np.float32)
    along = np.concatenate([np.diff(s, axis=0) for s in strokes]).astype(np.float32)
    rows, cols = np.mgrid[:28, :28].reshape(2, 784, 1).astype(np.float32)
    dx, dy = cols - start[:, 0], rows - start[:, 1]
    part = (dx * along[:, 0] + dy * along[:, 1]) / ((along**2).sum(1) + 1e-9)
    part = part.clip(0, 1)
    squared = (dx - part * along[:, 0]) ** 2 + (dy - part * along[:, 1]) ** 2
    return np.sqrt(squared.min(1)).reshape(28, 28)


def traced_digits(images: np.ndarray) -> np.ndarray:
    """Trace digits, uint8 (N, 28, 28), down to one line: distances (N, 28, 28) float32."""
    parts = [_traced(images[i : i + 500]) for i in range(0, len(images), 500)]
    return np.concatenate(parts)


def _traced(images: np.ndarray) -> np.ndarray:
    return line_distance(thin(_twice(images.astype(np.float32)) > 110))


def _twice(images: np.ndarray) -> np.ndarray:
    """Double the resolution, linearly, along both axes."""
    for axis in (1, 2):
        before = np.roll(images, 1, axis)
        after = np.roll(images, -1, axis)
        pair = np.stack([0.75 * images + 0.25 * before, 0.75 * images + 0.25 * after], axis + 1)
        shape = list(images.shape)
        shape[axis] *= 2
        images = pair.reshape(shape)
    return images


def line_distance(lines: np.ndarray, reach: int = 9) -> np.ndarray:
    """Return distances in pixels, (N, 28, 28), from lines at twice that, (N, 56, 56) bool."""
    far = np.float32(4 * reach * reach)
    field = np.where(lines, np.float32(0), far)
    for axis in (1, 2):
        padded = np.pad(
            field,
            [(0, 0)] + [(reach, reach) if a == axis else (0, 0) for a in (1, 2)],
            constant_values=far,
        )
        best = field
        for step in range(-reach, reach + 1):
            part = padded.take(range(reach + step, reach + step + field.shape[axis]), axis)
            best = np.minimum(best, part + np.float32(step * step))
        field = best
    root = np.sqrt(field) / 2
    return root.reshape(-1, 28, 2, 28, 2).mean((2, 4))
