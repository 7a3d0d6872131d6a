"""The settings of the convolution lesson, one function an input, each bound to the address."""

import streamlit as st

from cnncore.convolution.operation import BORDERS
from ui.shared import address

TABS = {
    "size": "Size",
    "coverage": "Coverage",
    "check": "Check",
    "misfit": "When it does not fit",
    "exercise": "Exercise",
}
HALF, SLIM = 168, 128  # two to a row on a phone; with these and a choice, all in one on a screen
SIXTH = 118  # six to a row among the other settings
_STAGES = {
    "none": "nothing",
    "relu": "ReLU",
    "max": "ReLU, max pooling",
    "average": "ReLU, average pooling",
}


# part of a setting -> its input, and the words of a choice whose words are not its keys; the board
# watches these, in the order of `setting_key` and with the name that may decide the padding
INPUTS = {
    "padding_by": {"key": "padding_by"},
    "padding": {"key": "padding"},
    "stride": {"key": "stride"},
    "dilation": {"key": "dilation"},
    "border": {"key": "border"},
    "flip": {"key": "flip"},
    "stage": {"key": "then", "words": {label: name for name, label in _STAGES.items()}},
    "window": {"key": "window"},
    "window_stride": {"key": "window_stride"},
}


def padding(by_name: str) -> int | str:
    """Choose how many rows and columns surround the image, unless a name decides it."""
    number = st.slider(
        "Padding",
        0,
        4,
        0,
        key="padding",
        bind="query-params",
        width=SLIM,
        disabled=by_name != "slider",
        help="Rows and columns added on every side of the image.",
    )
    return number if by_name == "slider" else by_name


def stride() -> int:
    """Choose how far the window moves at each step."""
    return st.slider(
        "Stride",
        1,
        4,
        1,
        key="stride",
        bind="query-params",
        width=SLIM,
        help="How many cells the window moves at each step.",
    )


def padding_name() -> str:
    """Choose whether the slider or a name decides the padding."""
    return address.choose(
        st.selectbox,
        "Padding is set by",
        {name: name for name in ("slider", "valid", "same")},
        key="padding_by",
        width=SIXTH,
        help="valid: none at all; same: as much as keeps the map as large as the image.",
    )


def border() -> str:
    """Choose what the padding cells hold."""
    return address.choose(
        st.selectbox,
        "Padding holds",
        {name: name for name in BORDERS},
        key="border",
        width=SIXTH,
        help="zeros; reflect: a mirror that does not repeat the edge; replicate: the edge "
        "repeated; circular: the other side of the image.",
    )


def dilation() -> int:
    """Choose the distance between the pixels that neighbouring weights look at."""
    return st.slider(
        "Dilation",
        1,
        3,
        1,
        key="dilation",
        bind="query-params",
        width=SIXTH,
        help="1: neighbouring weights look at neighbouring pixels; 2: one pixel is left out.",
    )


def bias() -> float:
    """Choose the number added to every cell of the map."""
    return st.number_input(
        "Bias",
        -99.0,
        99.0,
        0.0,
        0.5,
        key="bias",
        bind="query-params",
        width=SIXTH,
        format="%g",
        help="Added once to every cell of the map.",
    )


def flip() -> bool:
    """Choose the mathematician's convolution, which turns the kernel first."""
    return st.toggle(
        "Turn the kernel by 180°",
        key="flip",
        bind="query-params",
        help="Networks slide the kernel as it is (cross-correlation). Mathematics turns it first "
        "(convolution). With this on, both maps are shown.",
    )


def stage() -> str:
    """Choose what happens to the map next: one of `cnncore.convolution.worked.STAGES`."""
    return address.choose(
        st.selectbox,
        "After the convolution",
        _STAGES,
        key="then",
        width=220,
        help="ReLU turns negative numbers into zero; pooling keeps the largest, or the mean, "
        "of each window. Its window is set under More settings.",
    )


def window(on: bool) -> int:
    """Choose the pooling window's size."""
    return st.slider(
        "Pooling window",
        1,
        4,
        2,
        key="window",
        bind="query-params",
        disabled=not on,
        width=SIXTH,
    )


def window_stride(on: bool) -> int:
    """Choose how far the pooling window moves."""
    return st.slider(
        "Pooling stride",
        1,
        4,
        2,
        key="window_stride",
        bind="query-params",
        disabled=not on,
        width=SIXTH,
    )
