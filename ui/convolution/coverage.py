"""The coverage tab: how often each input cell is looked at, and why padding exists."""

import streamlit as st

from cnncore.convolution.operation import margins
from cnncore.convolution.size import coverage
from cnncore.convolution.words import coverage_sentences
from cnncore.convolution.worked import Setup
from ui.convolution.figures import coverage_table


def draw(setup: Setup) -> None:
    """Show the counts over the padded image and say what they teach, with today's numbers."""
    counts = coverage(setup)
    around = margins(
        setup.padding, setup.kernel.shape[1:], stride=setup.stride, dilation=setup.dilation
    )
    top, left = around[0][0], around[1][0]
    height, width = setup.image.shape[1:]
    picture, words = st.columns(2, gap="large")
    with picture:
        st.html(
            coverage_table.STYLE + coverage_table.coverage_table(counts, (top, left, height, width))
        )
    with words:
        for sentence in coverage_sentences(setup):
            st.markdown(sentence)
