"""Slide a small kernel over a small image and see every product, sum and cell of the map.

Answers: what does a small kernel do as it slides over an image?
"""

import streamlit as st

from cnncore.convolution.misfits import misfit_of
from cnncore.convolution.words import notice
from cnncore.convolution.worked import work_out
from cnncore.exercises.convolution import convolution_exercise
from ui import frame
from ui.components.board import board
from ui.convolution import controls, edits, grids
from ui.convolution.check import check_tab
from ui.convolution.coverage import coverage_tab
from ui.convolution.misfit import misfit_card, misfit_hint, misfit_tab
from ui.convolution.settings import settings
from ui.convolution.size import size_tab
from ui.shared import process, room, show
from ui.shared.exercise_card import exercise_card
from ui.shared.prose import prose

EXPLAINED = {"Size": size_tab, "Coverage": coverage_tab, "Check": check_tab}

frame.open_lesson("convolution")
prose(
    "The kernel lies on a patch of the image. Each weight is multiplied by the pixel under it, "
    "the products are added, and the sum is one cell of the feature map. Then the kernel slides "
    "on. **Point at a cell of the map, press play, or click a pixel to change it.**"
)


@st.fragment  # a moved slider redraws this, not the frame around it
def bench() -> None:
    """Draw the board, its settings and what explains it."""
    edits.read_link()
    edits.take_edit()
    main, stage = st.container(horizontal=True), st.container()
    setup = settings(main)
    misfit = misfit_of(setup)
    with stage:
        if misfit:
            misfit_card(misfit)
        else:
            worked = work_out(setup)
            board(worked, key=edits.BOARD, problem=grids.problem())
            if worked.note:
                show.problem(worked.note)
            prose(f"**What to notice.** {notice(worked)}")
    name, tab = controls.open_tab()
    with tab:
        if name == "Exercise":
            exercise_card("convolution", convolution_exercise)
        elif name == "When it does not fit":
            misfit_tab(setup)
        elif misfit:
            misfit_hint()
        else:
            EXPLAINED[name](setup)
    room.remember_settings("convolution")
    process.settle()  # a moved slider redraws only this part: nobody else would


bench()
frame.link_next("convolution")
