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
from ui.shared import kept, session
from ui.shared import seven_steps as real_digit
from ui.shared.sketch import SKETCH, Sketch, objects_of, read_strokes, tell, write_strokes

_KEY = "flow"
_OWN: session.Slot[tuple[Sketch, Strip | None] | None] = session.Slot("own way", lambda: None)


@st.fragment
def draw() -> None:
    """Draw the pad and the way; runs again after every stroke."""
    own = _own()
    shown = own or real_digit.strip()
    of = hashlib.sha256(shown.digit.tobytes()).hexdigest()[:16]
    strokes = write_strokes(SKETCH.get().latest) if own else []
    reports = Reports(drawn=_drawn, sample=_written, open=_opened)
    show_flow(stages(shown), strokes, key=_KEY, of=of, own=own is not None, on=reports)
    kept.remember()


def _own() -> Strip | None:
    """Return the way of the visitor's drawing; None before there is one, or where it is blank."""
    if not SKETCH.is_kept():
        return None
    sketch, known = SKETCH.get(), _OWN.get()
    if known is None or known[0] is not sketch:
        drawing = prepare_drawing(sketch.rgba)
        known = sketch, None if drawing.content == "blank" else digit_steps(drawing.digit)
        _OWN.put(known)
    return known[1]


def _drawn(reported: object) -> None:
    tell(objects_of(read_strokes(reported)))


def _written(digit: str) -> None:
    tell(objects_of(sample_strokes(int(digit), style=SKETCH.get().number)))


def _opened(step: str) -> None:
    _, _, lesson, link = STEPS[int(step)]
    st.switch_page(lesson_named(lesson).path, query_params=STEPS_OPEN[link])
