"""The network, layer by layer: drawn to scale, taken apart, counted, and taken home as code.

Answers: how do a few such layers become an answer, and what does each cost?
"""

import streamlit as st

from cnncore.exercises.network import network_exercise
from cnncore.networks.layers import parse
from cnncore.networks.ledger import account
from ui import frame
from ui.network import controls, sharing_weights, take_it_apart, the_code
from ui.network.figures.network_blocks import network_blocks
from ui.network.path import PATH
from ui.shared import path, process, room, show, tabs
from ui.shared.exercise_card import exercise_card

frame.open_lesson("network")
path.lead(
    PATH,
    "Filters make feature maps, pooling shrinks them, and one last layer weighs every number "
    "that is left. Drawn to scale; the yellow square is the kernel of the next layer, the "
    "blue one the window of the next pooling. **First: choose the layer *flatten* below "
    "and remove it. See which two numbers clash, then mend it.**",
)


@st.fragment  # a changed layer redraws this, not the frame around it
def lesson() -> None:
    """Draw the network to scale, and below it what its layers are, do and cost."""
    picture = st.container(key="picture")
    chosen, written = st.columns([1.3, 1], vertical_alignment="bottom")
    with written:
        text = controls.network_text()
    with chosen:
        controls.preset(text)
    with show.problems():
        book = account(parse(text))
        with picture:
            st.html(network_blocks(book))
        with tabs.choose(controls.TABS, key="network_tab") as name:
            if name == "apart":
                take_it_apart.draw(book)
            elif name == "sharing":
                sharing_weights.draw()
            elif name == "code":
                the_code.draw(book)
            elif name == "exercise":
                exercise_card("network", network_exercise)
    room.remember_settings("network")
    process.settle()  # a changed layer redraws only this part: nobody else would


lesson()
frame.link_next("network")
