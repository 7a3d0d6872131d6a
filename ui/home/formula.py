"""The formula, each symbol shown on the article's grid."""

import numpy as np
import streamlit as st

from cnncore.convolution.grids import ARTICLE_IMAGE, ARTICLE_KERNEL, parse_grid
from cnncore.convolution.operation import convolution_steps, convolve, output_size
from ui.home import controls, states
from ui.home.figures.formula import formula_grids
from ui.lessons import lesson_named
from ui.shared.prose import prose

_FORMULA = r"S(i, j) = \sum_{m=0}^{k-1}\, \sum_{n=0}^{k-1} I(i+m,\ j+n)\, K(m, n)"
_SYMBOLS = """
| symbol | is |
|---|---|
| $S(i, j)$ | one cell of the feature map, in row $i$ and column $j$, counted from 0 |
| $I(i+m, j+n)$ | a pixel of the patch whose top left corner is $(i, j)$ |
| $K(m, n)$ | the weight that lies on that pixel |
| $k$ | the filter's side: here 3, so $m$ and $n$ run over 0, 1, 2 |
| $\\sum\\sum$ | add the products of all $k \\cdot k$ pairs: here 9 |
"""


@st.fragment
def draw() -> None:
    """Show the formula, its symbols, and the sum for a cell that can be chosen."""
    prose(
        "Lay the filter on a patch, multiply each weight by the pixel under it, add the products: "
        "that is one number of the feature map. Slide one step and repeat."
    )
    st.latex(_FORMULA)
    image, kernel = parse_grid(ARTICLE_IMAGE)[0], parse_grid(ARTICLE_KERNEL)[0]
    with st.container(horizontal=True):
        row, col = controls.place()
    steps = {(step.row, step.col): step for step in convolution_steps(image, kernel)}
    step = steps[row, col]
    st.html(formula_grids(image, kernel, convolve(image, kernel), step))
    st.markdown(_SYMBOLS)
    st.markdown(
        "Formulas and code count from 0, people and the lessons’ words from 1: $S(0, 0)$ is the "
        "cell in row 1, column 1."
    )
    _size(image.shape[0], kernel.shape[0])
    _flipped()


def _size(side: int, k: int) -> None:
    lesson = lesson_named("convolution")
    padding, stride = 1, 2
    padded = output_size(side, k, padding=padding)
    strided = output_size(side, k, padding=padding, stride=stride)
    prose(
        f"**How large is the map?** The filter fits at {side} − {k} + 1 = {output_size(side, k)} "
        f"places along each side. Padding adds pixels all round: with {padding} the map is "
        f"{side} + 2·{padding} − {k} + 1 = {padded}, as large as the image. A stride skips places: "
        f"with {stride} it is ({side} + 2·{padding} − {k})/{stride} + 1 = {strided}, rounded down "
        "where it does not divide."
    )
    st.page_link(
        lesson.path,
        label="Turn padding and stride yourself",
        icon=lesson.icon,
        query_params=states.PAD_AND_STRIDE,
    )


def _flipped() -> None:
    image = np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    kernel = np.array([[1, 2], [3, 4]])
    ours, turned = convolve(image, kernel), convolve(image, kernel, flip=True)
    lesson = lesson_named("convolution")
    st.markdown(
        "**Convolution, or cross-correlation?** What the formula computes, and what every "
        "deep-learning library calls convolution, is by its proper name cross-correlation: the "
        "filter is laid on as it is. Convolution in mathematics turns the filter by 180° first. "
        f"On a single 1 in the middle of a 3×3 image the filter {_written(kernel)} gives "
        f"{_written(ours)} as it is, and {_written(turned)} turned. For a network it makes no "
        "difference: it would learn the turned filter instead. The article's filter looks the same "
        "either way."
    )
    st.page_link(
        lesson.path,
        label="See both maps on the board",
        icon=lesson.icon,
        query_params=states.TURNED,
    )


def _written(rows: np.ndarray) -> str:
    return (
        "$\\left["
        + r"\begin{smallmatrix}"
        + r"\\".join(" & ".join(f"{value:g}" for value in row) for row in rows)
        + r"\end{smallmatrix}\right]$"
    )
