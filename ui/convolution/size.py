"""The size tab: the formula with today's numbers, and where each of them is set."""

import streamlit as st

from cnncore.convolution.size import axis_sizes
from cnncore.convolution.words import left_over_sentence
from cnncore.convolution.worked import Setup
from ui.convolution.figures import size_formula
from ui.figures import style


def draw(setup: Setup) -> None:
    """Show why the map has its size; symbol, setting, argument and axis light up together."""
    rows, cols = axis_sizes(setup)
    lit = size_formula.bridge_style(style.KERNEL)
    st.html(lit + size_formula.explained(setup, rows, cols, left_over_sentence(setup)))
