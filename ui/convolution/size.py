"""The size tab: the formula with today's numbers, and where each of them is set."""

import streamlit as st

from cnncore.convolution.size import AxisSize, axis_sizes
from cnncore.convolution.worked import Setup
from ui.convolution.figures import size_formula
from ui.figures import style


def draw(setup: Setup) -> None:
    """Show why the map has its size; symbol, setting, argument and axis light up together."""
    rows, cols = axis_sizes(setup)
    lit = size_formula.bridge_style(style.KERNEL)
    st.html(lit + size_formula.explained(setup, rows, cols, _floor(rows, cols)))


def _floor(rows: AxisSize, cols: AxisSize) -> str:
    left = [
        f"<b>{axis.left_over} {word}{'s' if axis.left_over > 1 else ''}</b> of {axis.padded}"
        for word, axis in (("row", rows), ("column", cols))
        if axis.left_over
    ]
    if not left:
        return (
            "⌊ ⌋ rounds down. Here the window ends exactly on the last row and the last column: "
            "nothing is left over."
        )
    one = len(left) == 1 and max(rows.left_over, cols.left_over) == 1
    return (
        f"⌊ ⌋ rounds down: {' and '.join(left)} {'is' if one else 'are'} left over at the end, "
        f"too few for another step of {rows.stride}. The Coverage tab shows where."
    )
