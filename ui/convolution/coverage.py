"""The coverage tab: how often each input cell is looked at, and why padding exists."""

from dataclasses import replace

import streamlit as st

from cnncore.convolution.misfits import misfit_of
from cnncore.convolution.operation import margins
from cnncore.convolution.size import coverage
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
    pixels = counts[top : top + height, left : left + width]
    picture, words = st.columns(2, gap="large")
    with picture:
        st.html(
            coverage_table.STYLE + coverage_table.coverage_table(counts, (top, left, height, width))
        )
    with words:
        corner, most = int(pixels[0, 0]), int(pixels.max())
        st.markdown(
            f"The corner pixel counts for **{_cells(corner)}** of the map, the pixels used most "
            f"for **{most}**. {_padding(setup, corner)}"
        )
        unused = int((pixels == 0).sum())
        if unused:
            st.markdown(
                f"**{unused} of {pixels.size} pixels** (hatched) are never looked at: the window "
                "steps over them, or the last step does not reach them."
            )


def _padding(setup: Setup, corner: int) -> str:
    without = replace(setup, padding=0)
    if setup.padding in (0, "valid"):
        wider = replace(setup, padding=1)
        if misfit_of(wider):
            return "Padding exists so that the edge counts, too."
        return (
            "Padding exists so that the edge counts, too: with a padding of 1 the corner would be "
            f"used by {_cells(int(coverage(wider)[1, 1]))}."
        )
    if misfit_of(without):
        return "Without the padding this kernel would not fit at all."
    before = int(coverage(without)[0, 0])
    if before >= corner:
        return f"Without the padding, too, the corner would be used by {_cells(before)}."
    return (
        "That is why padding exists: without it the corner would be used by "
        f"{_cells(before)}, not {corner}."
    )


def _cells(number: int) -> str:
    return f"{number} cell{'' if number == 1 else 's'}"
