"""Ten digits as strokes, in the ways people of different countries write them.

A style is a list of lines; a line is a list of points (x, y), y downwards, in a box of
about 1 × 1. A name in front says how the points are joined: "line" straight, "curve"
smoothly (Catmull-Rom). Every point is then moved a little, so no two digits are equal.
"""

from collections.abc import Callable

import numpy as np

Point = tuple[float, float]
Line = tuple[str, list[Point]]
JITTER = 0.035


def draw_style(label: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Return one random digit as polylines, each (points, 2).

    >>> strokes = draw_style(7, np.random.default_rng(0))
    >>> all(stroke.shape[1] == 2 for stroke in strokes)
    True
    """
    style = STYLES[label][rng.integers(len(STYLES[label]))]
    angle, slant = rng.normal(0, 0.07), rng.normal(-0.08, 0.15)
    width = rng.uniform(0.55, 1.15)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    squeeze = np.array([[width, 0], [slant, 1]])
    return [_joined(kind, points, rng) @ squeeze @ turn for kind, points in style(rng)]


def _joined(kind: str, points: list[Point], rng: np.random.Generator) -> np.ndarray:
    moved = np.asarray(points, float) + rng.normal(0, JITTER, (len(points), 2))
    return moved if kind == "line" else _smooth(moved)


def _smooth(points: np.ndarray, pieces: int = 6) -> np.ndarray:
    """Join points by Catmull-Rom splines, `pieces` straight pieces between neighbours."""
    ends = np.concatenate([[2 * points[0] - points[1]], points, [2 * points[-1] - points[-2]]])
    before, start, stop, after = ends[:-3], ends[1:-2], ends[2:-1], ends[3:]
    t = np.linspace(0, 1, pieces, endpoint=False)[:, None, None]
    curve = 0.5 * (
        2 * start
        + (stop - before) * t
        + (2 * before - 5 * start + 4 * stop - after) * t**2
        + (3 * start - before - 3 * stop + after) * t**3
    )
    return np.concatenate([curve.transpose(1, 0, 2).reshape(-1, 2), points[-1:]])


def _ellipse(
    x: float,
    y: float,
    wide: float,
    high: float,
    start: float = 0.0,
    turns: float = 1.0,
    points: int = 12,
) -> list[Point]:
    angles = (start + np.linspace(0, turns, points)) * 2 * np.pi
    return [(x + wide * np.sin(a), y - high * np.cos(a)) for a in angles]


def _zero(rng: np.random.Generator) -> list[Line]:
    start, turns = rng.uniform(-0.15, 0.15), rng.choice([-1, 1]) * rng.uniform(0.95, 1.1)
    return [("curve", _ellipse(0.5, 0.5, rng.uniform(0.28, 0.5), 0.5, start, turns))]


def _slashed_zero(rng: np.random.Generator) -> list[Line]:
    return [*_zero(rng), ("line", [(0.85, 0.1), (0.15, 0.9)])]


def _one(rng: np.random.Generator) -> list[Line]:
    return [("line", [(0.5, 0), (0.5, 1)])]


def _one_upstroke(rng: np.random.Generator) -> list[Line]:
    reach, fall = rng.uniform(0.15, 0.5), rng.uniform(0.12, 0.5)
    return [("line", [(0.55 - reach, fall), (0.55, 0), (0.55, 1)])]


def _one_foot(rng: np.random.Generator) -> list[Line]:
    wide = rng.uniform(0.12, 0.3)
    return [*_one_upstroke(rng), ("line", [(0.55 - wide, 1), (0.55 + wide, 1)])]


def _two(rng: np.random.Generator) -> list[Line]:
    top = [(0.05, 0.25), (0.25, 0.03), (0.6, 0), (0.85, 0.22), (0.7, 0.5), (0.35, 0.78), (0, 1)]
    return [("curve", top), ("line", [(0, 1), (0.5, 0.98), (1, 0.97)])]


def _two_loop(rng: np.random.Generator) -> list[Line]:
    top = [(0.05, 0.25), (0.3, 0.02), (0.7, 0.05), (0.8, 0.3), (0.55, 0.65), (0.2, 0.95)]
    return [("curve", [*top, (0.02, 0.9), (0.15, 0.75), (0.5, 0.9), (0.8, 1), (1, 0.85)])]


def _two_zed(rng: np.random.Generator) -> list[Line]:
    return [("line", [(0.05, 0.05), (0.85, 0.02), (0.05, 0.98), (0.95, 0.98)])]


def _two_narrow(rng: np.random.Generator) -> list[Line]:
    bend = rng.uniform(0.5, 0.75)
    neck = [(0.1, 0.2), (0.3, 0), (bend, 0.08), (bend, 0.35), (0.4, 0.7), (0.25, 0.97)]
    return [("curve", neck), ("line", [(0.2, 0.97), (rng.uniform(0.7, 1), 0.97)])]


def _three(rng: np.random.Generator) -> list[Line]:
    top = [(0.05, 0.12), (0.4, 0), (0.75, 0.15), (0.65, 0.38), (0.35, 0.47)]
    low = [(0.35, 0.47), (0.75, 0.55), (0.88, 0.75), (0.6, 0.98), (0.25, 1), (0, 0.88)]
    return [("curve", top), ("curve", low)]


def _three_flat(rng: np.random.Generator) -> list[Line]:
    low = [(0.38, 0.42), (0.75, 0.5), (0.85, 0.75), (0.55, 1), (0.2, 0.98), (0, 0.85)]
    return [("line", [(0.05, 0), (0.85, 0), (0.38, 0.42)]), ("curve", low)]


def _four_open(rng: np.random.Generator) -> list[Line]:
    across = rng.uniform(0.5, 0.72)
    left = [(rng.uniform(0.1, 0.4), 0), (0.02, across), (rng.uniform(0.8, 1.05), across)]
    down = [(0.68, rng.uniform(0.0, 0.45)), (0.66, 1)]
    return [("line", left), ("line", down)]


def _four_closed(rng: np.random.Generator) -> list[Line]:
    across = rng.uniform(0.55, 0.75)
    return [("line", [(0.68, 1), (0.68, 0), (0, across), (rng.uniform(0.85, 1.1), across)])]


def _four_chair(rng: np.random.Generator) -> list[Line]:
    seat = [(0.1, 0), (0.05, 0.35), (0.15, 0.5), (0.5, 0.52), (0.82, 0.42)]
    return [("curve", seat), ("line", [(0.85, 0), (0.8, 1)])]


def _four_crossed(rng: np.random.Generator) -> list[Line]:
    left = [(rng.uniform(0.3, 0.55), 0), (0.05, rng.uniform(0.5, 0.65)), (0.95, 0.55)]
    return [("line", left), ("line", [(0.7, rng.uniform(0.25, 0.45)), (0.45, 1)])]


def _four_leaning(rng: np.random.Generator) -> list[Line]:
    low = rng.uniform(0.5, 0.65)
    left = [(rng.uniform(0.25, 0.5), 0), (0.1, low - 0.15), (0.15, low), (0.95, low - 0.15)]
    stem = [(0.78, rng.uniform(0.05, 0.3)), (rng.uniform(0.4, 0.6), 1)]
    return [("curve", left), ("line", stem)]


def _five(rng: np.random.Generator) -> list[Line]:
    body = [(0.2, 0.45), (0.55, 0.38), (0.85, 0.6), (0.75, 0.9), (0.4, 1), (0.05, 0.9)]
    return [
        ("line", [(0.25, 0.02), (0.2, 0.45)]),
        ("curve", body),
        ("line", [(0.25, 0.02), (rng.uniform(0.7, 1.0), 0)]),
    ]


def _five_flow(rng: np.random.Generator) -> list[Line]:
    head = [(0.9, 0.02), (0.45, 0.02), (0.22, 0.12), (0.2, 0.4), (0.5, 0.42), (0.8, 0.6)]
    return [("curve", [*head, (0.75, 0.88), (0.4, 1), (0.02, 0.92)])]


def _six(rng: np.random.Generator) -> list[Line]:
    back = [(rng.uniform(0.6, 0.85), 0), (0.35, 0.2), (0.1, 0.6), (0.2, 0.9), (0.5, 1)]
    return [("curve", [*back, (0.82, 0.85), (0.8, 0.6), (0.5, 0.5), (0.18, 0.65)])]


def _six_straight(rng: np.random.Generator) -> list[Line]:
    loop = _ellipse(0.45, 0.73, 0.38, 0.27, -0.25, -1.0)
    return [("line", [(rng.uniform(0.4, 0.75), 0), (0.07, 0.7)]), ("curve", loop)]


def _seven(rng: np.random.Generator) -> list[Line]:
    return [("line", [(0, 0.03), (0.9, 0), (rng.uniform(0.2, 0.6), 1)])]


def _seven_curved(rng: np.random.Generator) -> list[Line]:
    return [
        ("line", [(0, 0.05), (0.9, 0.02)]),
        ("curve", [(0.9, 0.02), (0.6, 0.35), (0.45, 0.65), (0.4, 1)]),
    ]


def _seven_bar(rng: np.random.Generator) -> list[Line]:
    place = rng.uniform(0.4, 0.6)
    base = (_seven, _seven_curved, _seven_serif)[rng.integers(3)](rng)
    return [*base, ("line", [(rng.uniform(0.1, 0.35), place), (rng.uniform(0.75, 1), place)])]


def _seven_serif(rng: np.random.Generator) -> list[Line]:
    drop = rng.uniform(0.1, 0.25)
    return [("line", [(0, drop), (0.03, 0), (0.9, 0), (rng.uniform(0.25, 0.55), 1)])]


def _eight(rng: np.random.Generator) -> list[Line]:
    up = [(0.8, 0.12), (0.5, 0), (0.18, 0.15), (0.3, 0.4), (0.65, 0.55), (0.88, 0.8), (0.5, 1)]
    return [("curve", [*up, (0.12, 0.82), (0.35, 0.55), (0.7, 0.38), (0.82, 0.15)])]


def _eight_rings(rng: np.random.Generator) -> list[Line]:
    top = _ellipse(0.5, 0.24, rng.uniform(0.24, 0.36), 0.24, rng.uniform(0, 1))
    return [("curve", top), ("curve", _ellipse(0.5, 0.74, 0.38, 0.26, rng.uniform(0, 1)))]


def _ring_of_nine(rng: np.random.Generator) -> list[Point]:
    return _ellipse(0.45, 0.27, rng.uniform(0.3, 0.42), 0.27, 0.2, -1.0)


def _nine_straight(rng: np.random.Generator) -> list[Line]:
    stem = [(0.85, rng.uniform(0, 0.25)), (rng.uniform(0.5, 0.85), 1)]
    return [("curve", _ring_of_nine(rng)), ("line", stem)]


def _nine_curled(rng: np.random.Generator) -> list[Line]:
    hook = rng.uniform(0.05, 0.3)
    tail = [(0.83, 0.2), (0.85, 0.55), (0.75, 0.88), (0.45, 1), (hook, 0.95), (0.05, 0.8)]
    return [("curve", _ring_of_nine(rng)), ("curve", tail[: rng.integers(5, 7)])]


def _nine_open(rng: np.random.Generator) -> list[Line]:
    gap = rng.uniform(0, 0.15)
    head = [(0.75, 0.1), (0.4, 0), (0.12, 0.2), (0.25, 0.42), (0.6, 0.45 - gap), (0.8, 0.15 + gap)]
    tail = [(0.82, 0.5), (0.75, 0.85), (0.45, 1), (0.1, 0.93)]
    return [("curve", [*head, *tail[: rng.integers(2, 5)]])]


Style = Callable[[np.random.Generator], list[Line]]
STYLES: dict[int, tuple[Style, ...]] = {
    0: (_zero, _zero, _zero, _zero, _slashed_zero),
    1: (_one, _one, _one_upstroke, _one_upstroke, _one_upstroke, _one_foot),
    2: (_two, _two, _two_loop, _two_zed, _two_narrow, _two_narrow),
    3: (_three, _three, _three_flat),
    4: (_four_open, _four_closed, _four_chair, _four_crossed, _four_leaning),
    5: (_five, _five, _five_flow),
    6: (_six, _six, _six_straight),
    7: (_seven, _seven_curved, _seven_bar, _seven_bar, _seven_serif),
    8: (_eight, _eight, _eight_rings),
    9: (_nine_straight, _nine_curled, _nine_curled, _nine_open, _nine_open),
}
