"""Drawings that are no digits, made by formula: hearts, horses, houses, scribbles and more.

They judge whether a network says "I don't know"; every shape comes in endless variants.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

Sketch = list[ArrayLike]  # each line (n, 2)


def draw_oddity(kind: str, rng: np.random.Generator) -> list[np.ndarray]:
    """Return one drawing of a kind (of `ODDITIES`) as polylines (n, 2) in a box of about 1 × 1.

    >>> sorted(ODDITIES)[:4]
    ['arrow', 'cat', 'flower', 'grid']
    >>> draw_oddity("heart", np.random.default_rng(0))[0].shape[1]
    2
    """
    lines = ODDITIES[kind](rng)
    angle, slant = rng.normal(0, 0.1), rng.normal(0, 0.1)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    squeeze = np.array([[rng.uniform(0.8, 1.2), 0], [slant, 1]])
    return [_shaken(np.asarray(line, float), rng) @ squeeze @ turn for line in lines]


def _shaken(line: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return line + rng.normal(0, 0.015, line.shape)


def _heart(rng: np.random.Generator) -> Sketch:
    t = np.linspace(0, 2 * np.pi, 40)
    x = 16 * np.sin(t) ** 3
    y = 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    return [np.stack([x / 34 + 0.5, 0.5 - y / 30], axis=1)]


def _horse(rng: np.random.Generator) -> Sketch:
    body = [(0.2, 0.45), (0.75, 0.42), (0.8, 0.6), (0.22, 0.63), (0.2, 0.45)]
    neck = [(0.75, 0.42), (0.85, 0.15), (1.0, 0.25), (0.98, 0.32), (0.88, 0.3), (0.8, 0.5)]
    legs = [[(x, 0.6), (x + rng.normal(0, 0.05), 1)] for x in (0.26, 0.38, 0.65, 0.77)]
    tail = [(0.2, 0.47), (0.05, 0.55), (0.03, 0.8)]
    return [body, neck, tail, *legs]


def _star(rng: np.random.Generator) -> Sketch:
    t = np.arange(6) * 4 * np.pi / 5 + rng.normal(0, 0.1)
    return [np.stack([0.5 + 0.5 * np.sin(t), 0.5 - 0.5 * np.cos(t)], axis=1)]


def _house(rng: np.random.Generator) -> Sketch:
    walls = [(0.1, 1), (0.1, 0.45), (0.9, 0.45), (0.9, 1), (0.1, 1)]
    door = [(0.4, 1), (0.4, 0.7), (0.6, 0.7), (0.6, 1)]
    return [walls, [(0, 0.47), (0.5, 0), (1, 0.47)], door]


def _scribble(rng: np.random.Generator) -> Sketch:
    return [rng.random((int(rng.integers(14, 30)), 2))]


def _spiral(rng: np.random.Generator) -> Sketch:
    t = np.linspace(0, rng.uniform(5, 8) * np.pi, 90)
    radius = 0.5 * t / t[-1]
    return [np.stack([0.5 + radius * np.cos(t), 0.5 + radius * np.sin(t)], axis=1)]


def _smile(rng: np.random.Generator) -> Sketch:
    t = np.linspace(0, 2 * np.pi, 36)
    face = np.stack([0.5 + 0.5 * np.cos(t), 0.5 + 0.5 * np.sin(t)], axis=1)
    eyes = [[(x, 0.33), (x, 0.42)] for x in (0.35, 0.65)]
    return [face, *eyes, [(0.28, 0.62), (0.4, 0.75), (0.6, 0.75), (0.72, 0.62)]]


def _cat(rng: np.random.Generator) -> Sketch:
    t = np.linspace(0, 2 * np.pi, 30)
    face = np.stack([0.5 + 0.4 * np.cos(t), 0.6 + 0.38 * np.sin(t)], axis=1)
    ears = [[(0.15, 0.45), (0.15, 0), (0.42, 0.25)], [(0.58, 0.25), (0.85, 0), (0.85, 0.45)]]
    whiskers = [[(0.4, y), (0, y + 0.06)] for y in (0.62, 0.7)]
    return [face, *ears, *whiskers, [(0.6, 0.62), (1, 0.68)], [(0.6, 0.7), (1, 0.78)]]


def _flower(rng: np.random.Generator) -> Sketch:
    t = np.linspace(0, 2 * np.pi, 80)
    radius = 0.2 + 0.13 * np.cos(int(rng.integers(5, 8)) * t)
    head = np.stack([0.5 + radius * np.cos(t), 0.33 + radius * np.sin(t)], axis=1)
    return [head, [(0.5, 0.5), (0.5, 1)], [(0.5, 0.8), (0.75, 0.65)], [(0.5, 0.85), (0.25, 0.7)]]


def _tree(rng: np.random.Generator) -> Sketch:
    tiers = [(0.5, 0), (0.2, 0.35), (0.8, 0.35), (0.5, 0.15), (0.1, 0.75), (0.9, 0.75), (0.5, 0.3)]
    return [tiers, [(0.5, 0.75), (0.5, 1)]]


def _ladder(rng: np.random.Generator) -> Sketch:
    steps = [[(0.3, y), (0.7, y)] for y in np.linspace(0.12, 0.88, int(rng.integers(4, 7)))]
    return [[(0.3, 0), (0.3, 1)], [(0.7, 0), (0.7, 1)], *steps]


def _arrow(rng: np.random.Generator) -> Sketch:
    head = [(0.65, 0.2), (1, 0.5), (0.65, 0.8)]
    return [[(0, 0.5), (1, 0.5)], head, [(0, 0.5), (0.15, 0.3)], [(0, 0.5), (0.15, 0.7)]]


def _grid(rng: np.random.Generator) -> Sketch:
    across = [[(0, y), (1, y)] for y in (0.33, 0.67)]
    return [*across, [(0.33, 0), (0.33, 1)], [(0.67, 0), (0.67, 1)]]


def _wave(rng: np.random.Generator) -> Sketch:
    t = np.linspace(0, 1, 60)
    return [np.stack([t, 0.5 + 0.3 * np.sin(rng.uniform(18, 30) * t)], axis=1)]


def _letter(rng: np.random.Generator) -> Sketch:
    letters: dict[str, Sketch] = {
        "M": [[(0, 1), (0.1, 0), (0.5, 0.7), (0.9, 0), (1, 1)]],
        "W": [[(0, 0), (0.2, 1), (0.5, 0.3), (0.8, 1), (1, 0)]],
        "K": [[(0.1, 0), (0.1, 1)], [(0.9, 0), (0.1, 0.55), (0.9, 1)]],
        "X": [[(0, 0), (1, 1)], [(1, 0), (0, 1)]],
        "E": [[(0.9, 0), (0, 0), (0, 1), (0.9, 1)], [(0, 0.5), (0.7, 0.5)]],
        "R": [[(0, 1), (0, 0), (0.7, 0), (0.8, 0.25), (0.6, 0.5), (0, 0.5), (0.8, 1)]],
    }
    return letters[list(letters)[rng.integers(len(letters))]]


ODDITIES: dict[str, Callable[[np.random.Generator], Sketch]] = {
    "arrow": _arrow,
    "cat": _cat,
    "flower": _flower,
    "grid": _grid,
    "heart": _heart,
    "horse": _horse,
    "house": _house,
    "ladder": _ladder,
    "letter": _letter,
    "scribble": _scribble,
    "smile": _smile,
    "spiral": _spiral,
    "star": _star,
    "tree": _tree,
    "wave": _wave,
}
