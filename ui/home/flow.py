"""Home's picture: a drawing flows through the network, one's own as soon as there is one."""

import hashlib

import streamlit as st

from cnncore.digits.drawing import prepare_drawing
from cnncore.digits.strokes import sample_strokes
from cnncore.inside.seven_steps import Strip, digit_steps
from ui.components.flow import Reports, show_flow
from ui.home.figures.way import STEPS, stages
from ui.home.states import STEPS_OPEN
from ui.lessons import lesson_named
from ui.shared import session
from ui.shared import seven_steps as real_digit
from ui.shared.sketch import SKETCH, objects_of, read_strokes, tell, write_strokes

_KEY = "flow"
_OPEN: session.Slot[int | None] = session.Slot("step to open", lambda: None)


@st.fragment
def draw() -> None:
    """Draw the pad and the way; runs again after every stroke."""
    if (step := _OPEN.get()) is not None:
        _OPEN.clear()
        _, _, lesson, link = STEPS[step]
        st.switch_page(lesson_named(lesson).path, query_params=STEPS_OPEN[link])
    own = _own()
    shown = own or real_digit.strip()
    of = hashlib.sha256(shown.digit.tobytes()).hexdigest()[:16]
    strokes = write_strokes(SKETCH.get().latest) if own else []
    reports = Reports(drawn=_drawn, sample=_written, open=_opened)
    show_flow(stages(shown), strokes, key=_KEY, of=of, own=own is not None, on=reports)


def _own() -> Strip | None:
    """Return the way of the visitor's drawing; None before there is one, or where it is blank."""
    if not SKETCH.is_kept():
        return None
    drawing = prepare_drawing(SKETCH.get().rgba)
    return None if drawing.content == "blank" else digit_steps(drawing.digit)


def _drawn(reported: object) -> None:
    tell(objects_of(read_strokes(reported)), stale=None)


def _written(digit: str) -> None:
    tell(objects_of(sample_strokes(int(digit), style=SKETCH.get().number)), stale=None)


def _opened(step: str) -> None:
    _OPEN.put(int(step))
