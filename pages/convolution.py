"""Slide a small kernel over a small image and see every product, sum and cell of the map.

Answers: what does a small kernel do as it slides over an image?
"""

import streamlit as st

from cnncore.convolution.misfits import misfit_of
from cnncore.exercises.convolution import convolution_exercise
from ui import frame
from ui.convolution import check, controls, coverage, edits, following, misfit, size
from ui.convolution.settings import settings
from ui.shared import process, room, tabs
from ui.shared.exercise_card import exercise_card
from ui.shared.prose import prose

EXPLAINED = {"size": size.draw, "coverage": coverage.draw, "check": check.draw}

frame.open_lesson("convolution")
prose(
    "The kernel lies on a patch of the image. Each weight is multiplied by the pixel under it, "
    "the products are added, and the sum is one cell of the feature map. Then the kernel slides "
    "on. Rows and columns are counted from 1, as people count. **Point at a cell of the map, press "
    "play, or click a pixel to change it.**"
)


@st.fragment  # a moved slider redraws this, not the frame around it
def bench() -> None:
    """Draw the board, its settings and what explains it."""
    edits.read_link()
    edits.take_edit()
    edits.take_moved()
    main, stage = st.container(horizontal=True), st.container()
    setup = settings(main)
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
