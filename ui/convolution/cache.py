"""What the convolution lesson remembers between runs: of a visitor's own grids, in this tab."""

import streamlit as st

from cnncore.convolution.misfits import Misfit, misfit_of, torch_says
from cnncore.convolution.three_ways import ThreeWay, three_way
from cnncore.convolution.worked import Setup


def _key(setup: Setup) -> tuple:
    grids = (setup.image.shape, setup.image.tobytes(), setup.kernel.shape, setup.kernel.tobytes())
    return (*grids, tuple(setup.settings().items()))


@st.cache_data(max_entries=16, scope="session", show_spinner=False, hash_funcs={Setup: _key})
def checked(setup: Setup) -> ThreeWay:
    """Compute the map three ways; loads torch."""
    return three_way(setup)


@st.cache_data(max_entries=16, scope="session", show_spinner=False, hash_funcs={Setup: _key})
def misfit(setup: Setup) -> tuple[Misfit | None, str]:
    """Diagnose a setup, and let torch say the same; loads torch."""
    return misfit_of(setup), torch_says(setup)
