"""The canvas of the drawing lesson: strokes that survive undo, samples and a change of lesson."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from streamlit_drawable_canvas import st_canvas

from cnncore.digits.not_digits import draw_oddity
from cnncore.digits.strokes import (
    INK,
    PAPER,
    SIDE,
    Stroke,
    fitted_strokes,
    render_strokes,
    sample_strokes,
)
from ui.draw_digit import controls
from ui.shared import session

KEY = "canvas"
_KEPT = "sketch"
_FIRST = 7
MOST_STROKES = 400  # what an undo can go back over


@dataclass(frozen=True)
class Sketch:
    """What the browser's canvas was last told (`number`, `objects`) and what came back."""

    number: int
    objects: tuple[dict, ...]  # the Fabric.js objects the canvas was last told to show
    stale: tuple[dict, ...] | None  # the browser's objects before it was told
    latest: tuple[dict, ...]  # the browser's objects now
    rgba: np.ndarray  # their picture


def desk() -> np.ndarray:
    """Lay out the canvas with its tools below; return its picture, uint8 (280, 280, 4)."""
    paper = st.container(width=SIDE + 4)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        eraser = controls.tool() == "eraser"
        st.button(":material/undo:", on_click=undo, key="undo", help="Take the last stroke back")
        st.button(":material/delete:", on_click=clear, key="clear", help="Clear the canvas")
        with st.popover(":material/line_weight:", help="Pen width"):
            pen = controls.pen_width()
        controls.sample_digits(put_sample)
    with paper:
        return canvas(pen, eraser)


def canvas(pen: int, eraser: bool) -> np.ndarray:
    """Mount the canvas and return its picture, uint8 (280, 280, 4)."""
    sketch = _sketch()
    if not session.mounted(KEY):  # a fresh visit of the page: show again what was there
        sketch = _told(sketch, sketch.latest, stale=None)
    result = st_canvas(
        key=KEY,
        width=SIDE,
        height=SIDE,
        stroke_width=pen,
        stroke_color=PAPER if eraser else INK,
        background_color=PAPER,
        initial_drawing={"told": sketch.number, "objects": list(sketch.objects)},
        return_image_data=True,
    )
    image, answer = result.image_data, tuple((result.json_data or {}).get("objects", ()))
    if image is not None and answer != sketch.stale:
        sketch = Sketch(sketch.number, sketch.objects, None, answer[-MOST_STROKES:], image)
        session.keep(_KEPT, sketch)
    return sketch.rgba


def kept_picture() -> np.ndarray:
    """Return what was drawn last, uint8 (280, 280, 4), for other lessons."""
    return _sketch().rgba


def clear() -> None:
    """Empty the canvas."""
    _tell(())


def undo() -> None:
    """Take the last stroke back."""
    _tell(_sketch().latest[:-1])


def put_sample(label: int) -> None:
    """Write a digit on the canvas as if by hand, in another style at every call."""
    _tell(_objects(sample_strokes(label, style=_sketch().number)))


def put_oddity(kind: str) -> None:
    """Draw something that is no digit, another one at every call."""
    lines = draw_oddity(kind, np.random.default_rng([len(kind), _sketch().number]))
    _tell(_objects(fitted_strokes(lines)))


def _sketch() -> Sketch:
    kept = session.kept(_KEPT)
    if kept is None:
        strokes = sample_strokes(_FIRST)
        objects = _objects(strokes)
        kept = Sketch(0, objects, None, objects, render_strokes(strokes))
        session.keep(_KEPT, kept)
    return kept


def _tell(objects: tuple[dict, ...]) -> None:
    sketch = _sketch()
    _told(sketch, objects, stale=sketch.latest)


def _told(sketch: Sketch, objects: tuple[dict, ...], stale: tuple[dict, ...] | None) -> Sketch:
    same = objects == sketch.latest
    rgba = sketch.rgba if same else render_strokes(_strokes(objects))
    told = Sketch(sketch.number + 1, objects, None if same else stale, objects, rgba)
    session.keep(_KEPT, told)
    return told


def _objects(strokes: tuple[Stroke, ...]) -> tuple[dict, ...]:
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


def _strokes(objects: tuple[dict, ...]) -> tuple[Stroke, ...]:
    """Read Fabric.js paths; each command's last two numbers are the point it leads to."""
    strokes = []
    for item in objects:
        points = [step[-2:] for step in item.get("path", ()) if len(step) > 2]
        if points:
            width, colour = item.get("strokeWidth", 16), item.get("stroke") or INK
            strokes.append(Stroke(np.array(points, float), float(width), str(colour)))
    return tuple(strokes)
