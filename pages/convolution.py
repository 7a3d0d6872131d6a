"""Slide a small kernel over a small image and see every product, sum and cell of the map.

Answers: what does a small kernel do as it slides over an image?
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnncore.convolution.misfits import misfit_of
from cnncore.convolution.worked import Setup
from cnncore.exercises.convolution import convolution_exercise
from ui import frame
from ui.convolution import check, controls, coverage, edits, following, misfit, size
from ui.convolution.path import PATH
from ui.convolution.settings import settings, sliders
from ui.shared import path, process, room, tabs
from ui.shared.exercise_card import exercise_card

EXPLAINED = {"size": size.draw, "coverage": coverage.draw, "check": check.draw}

frame.open_lesson("convolution")
path.lead(
    PATH,
    "The kernel lies on a patch of the image. Each weight is multiplied by the pixel under "
    "it, the products are added, and the sum is one cell of the feature map. Then the kernel "
    "slides on. Rows and columns are counted from 1, as people count. **Point at a cell of "
    "the map, press play, or click a pixel to change it.**",
)


@st.fragment(key=edits.BENCH)  # a changed setting redraws this, not the frame around it
def bench() -> None:
    """Draw the board, its settings and what explains it."""
    edits.read_link()
    edits.take_edit()
    edits.take_moved()
    chosen = settings(st.container(horizontal=True))
    seen(*chosen, st.container())


@st.fragment  # a moved slider redraws this, not the settings around it
def seen(others: Setup, place: DeltaGenerator, stage: DeltaGenerator) -> None:
    """Draw padding and stride, and what follows from them."""
    setup = sliders(place, others)
    unfit = misfit_of(setup)
    with stage:
        following.draw(setup)
        if unfit:
            misfit.repair_buttons(unfit, "card")
    with tabs.choose(controls.TABS, key="tab") as name:
        if name == "exercise":
            exercise_card("convolution", convolution_exercise)
        elif name == "misfit":
            misfit.draw(setup)
        elif unfit:
            misfit.hint()
        else:
            EXPLAINED[name](setup)
    room.remember_settings("convolution")
    process.settle()  # a moved slider redraws only this part: nobody else would


bench()
frame.link_next("convolution")
