"""Follow a digit through the network down to any single number, and operate on the filters.

Answers: where in the network did the answer come from?
"""

import streamlit as st

from cnncore.inside.snippets import NUMBER
from cnncore.inside.steps import steps_of
from ui import frame
from ui.inside import any_number, controls, digit, favourites, filter_surgery, shift_it, strip
from ui.inside.path import PATH
from ui.shared import answering, path, show, tabs

frame.open_lesson("inside")
path.lead(
    PATH,
    "Every number in a network is a short sum, or the largest of a few numbers. **Click any "
    "cell of any map, or a score**, and read what made it; go on to a cell it came from, until "
    "you stand on a pixel of the drawing.",
)


@st.fragment
def lesson() -> None:
    """Choose digit and network, see the steps, then look closer; runs again on every click."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key, _, model = answering.answering()
        followed = digit.choose()
    steps = steps_of(model, followed)
    if doubted := digit.refusal(model, key, followed):
        st.info(doubted, icon=":material/help:")
    with tabs.choose(controls.TABS, key="inside") as name:
        if name == "number":
            any_number.draw(model, steps, followed)
        elif name == "surgery":
            filter_surgery.draw(model, key, followed, sure=not doubted)
        elif name == "shift":
            shift_it.draw(model, followed)
        elif name == "like":
            favourites.draw(model, key)
    strip.draw(steps)


lesson()
show.in_pytorch(NUMBER)
frame.link_next("inside")
