"""The canvas of the drawing lesson: strokes that survive undo, samples and a change of lesson."""

from collections.abc import Callable

import numpy as np
import streamlit as st
from PIL import ImageColor
from streamlit_drawable_canvas import st_canvas

from cnncore.digits.not_digits import draw_oddity
from cnncore.digits.strokes import (
    INK,
    PAPER,
    SIDE,
    fitted_strokes,
    sample_strokes,
)
from ui.draw_digit import by_keys, controls
from ui.shared import session
from ui.shared.sketch import MOST_STROKES, SKETCH, Sketch, objects_of, take, tell

KEY = "canvas"


def desk(*, keys: bool) -> np.ndarray:
    """Lay out the canvas, or the grid for keys, with the tools below; return the picture,
    uint8 (280, 280, 4)."""
    paper = st.container(width=SIDE + 4)
    # of the tools icons are seen, and words are read out
    with st.container(key="tools", horizontal=True, vertical_alignment="center", gap="xsmall"):
        eraser = controls.tool() == "eraser"
        _button("Undo", "undo", undo, help="Take the last stroke back")
        _button("Clear", "delete", clear, help="Clear the canvas")
        with st.popover("Pen width", icon=":material/line_weight:", help="Pen width"):
            pen = controls.pen_width()
        controls.sample_digits(put_sample)
    with paper:
        return by_keys.grid(pen, eraser) if keys else canvas(pen, eraser)


def _button(label: str, icon: str, act: Callable, *, help: str) -> None:
    st.button(label, on_click=act, key=label.lower(), icon=f":material/{icon}:", help=help)


def canvas(pen: int, eraser: bool) -> np.ndarray:
    """Mount the canvas and return its picture, uint8 (280, 280, 4)."""
    sketch = SKETCH.get()
    if not session.mounted(KEY):  # a fresh visit of the page: show again what was there
        sketch = tell(sketch.latest)
    result = st_canvas(
        key=KEY,
        width=SIDE,
        height=SIDE,
        stroke_width=pen,
        stroke_color=PAPER if eraser else INK,
        background_color=_paper(sketch.number),
        initial_drawing={"objects": list(sketch.objects)},
        return_image_data=True,
    )
    answer = _answer(result.json_data, sketch)
    if answer is None or (picture := result.image_data) is None:  # decoded at every access
        return sketch.rgba
    return take(sketch, answer, picture).rgba


def _paper(number: int) -> str:
    """Return the colour of paper that says which drawing the canvas was told to show.

    A browser takes every opacity from one up as one, and the canvas reports the colour with the
    strokes: so what it says of a drawing from before it was told another is known as such.
    """
    return f"rgba{(*ImageColor.getrgb(PAPER), number)}"


def _answer(raw: dict | None, sketch: Sketch) -> tuple[dict, ...] | None:
    """Return the objects that the canvas reports; None before it does, or of an earlier drawing."""
    if raw is None or raw.get("background") != _paper(sketch.number):
        return None
    return tuple(raw.get("objects", ()))[-MOST_STROKES:]


def clear() -> None:
    """Empty the canvas."""
    tell(())


def undo() -> None:
    """Take the last stroke back."""
    sketch = SKETCH.get()
    answer = _answer((session.reported(KEY, "drawing") or {}).get("raw"), sketch)
    tell((sketch.latest if answer is None else answer)[:-1])


def put_sample(label: int) -> None:
    """Write a digit on the canvas as if by hand, in another style at every call."""
    tell(objects_of(sample_strokes(label, style=SKETCH.get().number)))


def put_oddity(kind: str) -> None:
    """Draw something that is no digit, another one at every call."""
    lines = draw_oddity(kind, np.random.default_rng([len(kind), SKETCH.get().number]))
    tell(objects_of(fitted_strokes(lines)))
