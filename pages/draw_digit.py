"""Draw a digit and get the answer after every stroke, with the reasons behind it.

Answers: what does the network make of your own hand?
"""

import streamlit as st

import cnncore
from cnncore.inside.snippets import ANSWER
from ui import frame
from ui.draw_digit import answer, cache, class_wall, controls, neighbours, photo
from ui.draw_digit import canvas as sketch
from ui.draw_digit import not_a_digit as unknown
from ui.draw_digit import preparation as steps
from ui.draw_digit import teach_it as teach
from ui.draw_digit import where_it_looks as heat
from ui.shared import answering as network
from ui.shared import show

frame.open_lesson("draw_digit")
st.markdown(
    "**Draw a digit with finger, pen or mouse: the network answers after every stroke.** The 7 is "
    "only an example; the bin clears it."
)


@st.fragment
def lesson() -> None:
    """Draw on the left, read the answer on the right; runs again after every stroke."""
    with st.container(horizontal=True, gap="medium"):
        left, right = st.container(width=332), st.container(width=452)
    with right:
        shown = st.container()
        key, words, model = network.answering()
    with left:
        source = controls.source()
        picture = photo.desk(model, key) if source == "photo" else sketch.desk()
    drawing = cnncore.prepare_drawing(picture)
    prediction = cnncore.predict(model, drawing.digit)
    with shown:
        judge = cache.judge(model, key, network.also_taught())
        verdict = cache.verdict(judge, model, key, drawing.digit, controls.kept_coverage())
        answer.show_answer(drawing, prediction, verdict)
    view = controls.view()
    if view == "steps":
        steps.show(picture, drawing, model)
    elif view == "heat":
        heat.show(model, key, drawing.digit, prediction)
    elif view == "neighbours":
        neighbours.show(model, judge, drawing.digit)
    elif view == "unknown":
        unknown.show(prediction, judge, verdict)
    elif view == "teach":
        teach.show_tab(drawing.digit, prediction.label, words, model, network.chosen())
    elif view == "wall":
        class_wall.draw(
            None if drawing.box is None else drawing.digit,
            prediction.label,
            model,
            network.chosen(),
        )


lesson()
show.in_pytorch(ANSWER)
frame.link_next("draw_digit")
