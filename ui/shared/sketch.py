"""The visitor's drawing, which every lesson may show: strokes as the browser's canvas has them."""

from contextlib import suppress
from dataclasses import dataclass
from functools import cache

import numpy as np

from cnncore.digits.strokes import INK, PAPER, SIDE, Stroke, render_strokes, sample_strokes
from ui.shared import session

_FIRST = 7
MOST_STROKES = 400  # what an undo can go back over
MOST_POINTS = 4000  # of one stroke: a minute of a quick pen


@dataclass(frozen=True)
class Sketch:
    """What the browser's canvas was last told (`number`, `objects`) and what came back to that."""

    number: int
    objects: tuple[dict, ...]  # the Fabric.js objects the canvas was last told to show
    latest: tuple[dict, ...]  # the browser's objects now
    rgba: np.ndarray  # their picture, uint8 (280, 280, 4)


@cache
def example() -> Sketch:
    """Return what the canvas shows before anything was drawn: the same for everybody."""
    strokes = sample_strokes(_FIRST)
    objects = objects_of(strokes)
    return Sketch(1, objects, objects, render_strokes(strokes))


SKETCH = session.Slot("sketch", example)


def kept_picture() -> np.ndarray:
    """Return what was drawn last, uint8 (280, 280, 4); the example before anything was."""
    return SKETCH.get().rgba if SKETCH.is_kept() else example().rgba


def is_own() -> bool:
    """Tell whether the canvas holds another drawing than the example.

    What the browser reports of the example has words of its own besides the same strokes.
    """
    if not SKETCH.is_kept():
        return False
    drawn, shown = SKETCH.get().latest, example().latest
    return len(drawn) != len(shown) or write_strokes(drawn) != write_strokes(shown)


def tell(objects: tuple[dict, ...]) -> Sketch:
    """Have the canvas show other objects."""
    sketch = SKETCH.get()
    rgba = sketch.rgba if objects == sketch.latest else render_strokes(_strokes(objects))
    told = Sketch(sketch.number + 1, objects, objects, rgba)
    SKETCH.put(told)
    return told


def take(sketch: Sketch, objects: tuple[dict, ...], rgba: np.ndarray) -> Sketch:
    """Keep what came back from the canvas."""
    taken = Sketch(sketch.number, sketch.objects, objects, rgba)
    SKETCH.put(taken)
    return taken


def objects_of(strokes: tuple[Stroke, ...]) -> tuple[dict, ...]:
    """Write strokes as the Fabric.js paths that the browser's pen would have left."""
    paths = []
    for stroke in strokes:
        path = [["L", round(float(x), 1), round(float(y), 1)] for x, y in stroke.points]
        path[0][0] = "M"
        paths.append(
            {
                "type": "Path",
                "path": path,
                "fill": None,
                "stroke": stroke.colour,
                "strokeWidth": stroke.width,
                "strokeLineCap": "round",
                "strokeLineJoin": "round",
            }
        )
    return tuple(paths)


def read_strokes(reported: object) -> tuple[Stroke, ...]:
    """Read strokes {width, erases, points} as a browser reports them; what is none is left out.

    At most `MOST_STROKES`, the last ones, of `MOST_POINTS` each.

    >>> [len(one.points) for one in read_strokes([{"width": 9, "points": [[1, 2], [3, 4]]}, 5])]
    [2]
    """
    strokes = []
    for one in (reported if isinstance(reported, list) else [])[-MOST_STROKES:]:
        with suppress(TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError):
            points = np.array(one["points"][:MOST_POINTS], float).reshape(-1, 2)
            width = min(max(float(one["width"]), 1.0), float(SIDE))
            if len(points) and np.isfinite(points).all():
                colour = PAPER if one.get("erases") else INK
                strokes.append(Stroke(points.clip(-SIDE, 2 * SIDE), width, colour))
    return tuple(strokes)


def write_strokes(objects: tuple[dict, ...]) -> list[dict[str, object]]:
    """Write what `read_strokes` reads, in whole pixels."""
    return [
        {
            "width": round(one.width),
            "erases": one.colour == PAPER,
            "points": [[round(float(x)), round(float(y))] for x, y in one.points],
        }
        for one in _strokes(objects)
    ]


def _strokes(objects: tuple[dict, ...]) -> tuple[Stroke, ...]:
    """Read Fabric.js paths; each command's last two numbers are the point it leads to."""
    strokes = []
    for item in objects:
        points = [step[-2:] for step in item.get("path", ()) if len(step) > 2]
        if points:
            width, colour = item.get("strokeWidth", 16), item.get("stroke") or INK
            strokes.append(Stroke(np.array(points, float), float(width), str(colour)))
    return tuple(strokes)
