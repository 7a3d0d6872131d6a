"""Draw a digit and get the answer after every stroke, with the reasons behind it.

Answers: what does the network make of your own hand?
"""

import streamlit as st

import cnncore
from cnncore.inside.snippets import ANSWER
from ui import frame
from ui.draw_digit import (
    answer,
    cache,
    canvas,
    class_wall,
    controls,
    neighbours,
    not_a_digit,
    photo,
    preparation,
    teach_it,
    where_it_looks,
)
from ui.draw_digit.path import PATH
from ui.shared import answering, doubt, kept, path, show, tabs

frame.open_lesson("draw_digit")
path.lead(
    PATH,
    "**Draw a digit with finger, pen, mouse or keys: the network answers after every stroke.** "
    "The bin clears what stands there.",
)


@st.fragment
def lesson() -> None:
    """Draw on the left, read the answer on the right; runs again after every stroke."""
    with st.container(horizontal=True, gap="medium"):
        left, right = st.container(width=332), st.container(width=452)
    with right:
        shown = st.container(key="answer")
        key, words, model = answering.answering()
    with left:
        source = controls.source()
        if source == "photo":
            picture = photo.desk(model, key)
        else:
            picture = canvas.desk(keys=source == "keys")
    drawing = cache.prepared(picture)
    prediction = cnncore.predict(model, drawing.digit)
    with shown:
        judge = doubt.judge(model, key, answering.also_taught())
        verdict = doubt.verdict(judge, model, key, drawing.digit, controls.kept_coverage())
        answer.show_answer(drawing, prediction, verdict)
    with tabs.choose(controls.TABS, key="view") as name:
        if drawing.content == "blank" and name in ("heat", "steps", "neighbours"):
            st.caption("The canvas is blank: draw something, and this tab says what became of it.")
        elif name == "heat":
            where_it_looks.draw(model, key, drawing.digit, prediction)
        elif name == "steps":
            preparation.draw(picture, drawing, model)
        elif name == "neighbours":
            neighbours.draw(model, judge, drawing.digit)
        elif name == "unknown":
            not_a_digit.draw(prediction, judge, verdict)
        elif name == "teach":
            teach_it.draw(drawing.digit, prediction.label, words, model, answering.chosen())
        elif name == "wall":
            drawn = None if drawing.box is None else drawing.digit
            class_wall.draw(drawn, prediction.label, model, answering.chosen())
    kept.remember()


lesson()
show.in_pytorch(ANSWER)
frame.link_next("draw_digit")
