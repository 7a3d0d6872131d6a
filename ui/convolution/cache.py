"""What the convolution lesson remembers between runs: of a visitor's own grids, in this tab."""

import json
from dataclasses import replace

import streamlit as st

from cnncore.convolution.family import by_others, by_sliders, members
from cnncore.convolution.misfits import torch_says
from cnncore.convolution.three_ways import ThreeWay, three_way
from cnncore.convolution.worked import Setup
from ui.components.board.lists import grids_lists, members_text

# characters sent ahead, in all and of settings that take another input than a slider
MOST = 250_000
_MOST_SLIDERS = 120_000
_MOST_OTHERS = 30_000


def _key(setup: Setup) -> tuple:
    grids = (setup.image.shape, setup.image.tobytes(), setup.kernel.shape, setup.kernel.tobytes())
    return (*grids, tuple(setup.settings().items()))


def _whole_key(setup: Setup) -> tuple:
    return (*_key(setup), setup.stage, setup.window, setup.window_stride)


def ahead(setup: Setup) -> dict[str, str]:
    """Write what the board shows under a setup and the settings around it, as JSON.

    Every padding, stride and dilation where that is little enough, else those nearest.
    """
    by_name = isinstance(setup.padding, str)
    home = replace(setup, padding=setup.padding if by_name else 0, stride=1, dilation=1)
    grids = json.dumps(grids_lists(setup), separators=(",", ":"))
    most = min(_MOST_SLIDERS, MOST - len(grids))
    sliders, whole = _sliders(home, most)
    if not whole:
        sliders, _ = _sliders(setup, most)
    others = _others(setup, min(_MOST_OTHERS, MOST - len(grids) - len(sliders)))
    return {"grids": grids, "sliders": sliders, "others": others}


@st.cache_data(max_entries=4, scope="session", show_spinner=False, hash_funcs={Setup: _whole_key})
def _sliders(setup: Setup, most: int) -> tuple[str, bool]:
    return members_text(members(by_sliders(setup)), most)


@st.cache_data(max_entries=4, scope="session", show_spinner=False, hash_funcs={Setup: _whole_key})
def _others(setup: Setup, most: int) -> str:
    return members_text(members(by_others(setup)), most)[0]


@st.cache_data(max_entries=16, scope="session", show_spinner=False, hash_funcs={Setup: _key})
def checked(setup: Setup) -> ThreeWay:
    """Compute the map three ways; loads torch."""
    return three_way(setup)


@st.cache_data(max_entries=16, scope="session", show_spinner=False, hash_funcs={Setup: _key})
def refused(setup: Setup) -> str:
    """Return what torch says to a setup that does not fit; loads torch."""
    return torch_says(setup)
