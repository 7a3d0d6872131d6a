"""Follow a digit through the network down to any single number, and operate on the filters.

Answers: where in the network did the answer come from?
"""

import streamlit as st

from cnncore.inside.snippets import NUMBER
from cnncore.inside.steps import steps_of
from ui import frame
from ui.inside import any_number, controls, favourites, shift_it, strip
from ui.inside import digit as inside_digit
from ui.inside import filter_surgery as surgery
from ui.shared import answering as network
from ui.shared import show

frame.open_lesson("inside")
st.markdown(
    "Every number in a network is a short sum. Click any cell of any map, or a score, and read the "
    "sum that made it; go on to a cell it came from, until you stand on a pixel of the drawing."
)


@st.fragment
def lesson() -> None:
    """Choose digit and network, see the steps, then look closer; runs again on every click."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key, _, model = network.answering()
        digit = inside_digit.choose()
    steps = steps_of(model, digit)
    strip.show(steps)
    tab = controls.tab()
    if tab == "number":
        any_number.show(model, steps, digit)
    elif tab == "surgery":
        surgery.show(model, key, digit)
    elif tab == "shift":
        shift_it.show(model, digit)
    elif tab == "like":
        favourites.show(model, key)


lesson()
show.in_pytorch(NUMBER)
frame.link_next("inside")
