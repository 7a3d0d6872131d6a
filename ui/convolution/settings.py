"""The settings of the convolution lesson: five in sight, the others one click away.

Padding and stride are drawn apart from the rest: what they change is redrawn without it.
"""

from dataclasses import replace

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnncore.convolution.worked import Setup
from ui.convolution import controls, grids


def settings(above: DeltaGenerator) -> tuple[Setup, DeltaGenerator]:
    """Draw presets and pooling in `above`, the others here; return what was chosen, of stride 1.

    The padding is the slider's least, unless a name decides it. The place between, for the sliders,
    is returned too.
    """
    with st.expander("More settings", icon=":material/tune:"):
        first, second, third, fourth = st.columns(4)
        with first:
            sizes = st.container()
            padding_by, border = controls.padding_name(), controls.border()
        with second:
            kernel_sizes = st.container()
            dilation, bias = controls.dilation(), controls.bias()
        with third:
            windows = st.container()
        with fourth:
            channels = st.container()
            flip = controls.flip()
            image, kernel = grids.texts()
    _of_the_grids(image, kernel, sizes, kernel_sizes, channels)
    with above:
        grids.image_preset(image, controls.HALF)
        grids.kernel_preset(kernel, controls.HALF)
        between = st.container(horizontal=True, width="content")
        then = controls.stage()
    pools = then in ("max", "average")
    with windows:
        window, window_stride = controls.window(pools), controls.window_stride(pools)
    padding = 0 if padding_by == "slider" else padding_by
    chosen = Setup(
        image, kernel, bias, 1, padding, dilation, border, flip, then, window, window_stride
    )
    return chosen, between


def sliders(place: DeltaGenerator, setup: Setup) -> Setup:
    """Draw padding and stride in their place; return the setup with what they say."""
    by_name = setup.padding if isinstance(setup.padding, str) else "slider"
    with place:
        padding, stride = controls.padding(by_name), controls.stride()
    return replace(setup, padding=padding, stride=stride)


def _of_the_grids(
    image: np.ndarray,
    kernel: np.ndarray,
    sizes: DeltaGenerator,
    kernel_sizes: DeltaGenerator,
    channels: DeltaGenerator,
) -> None:
    """Draw what follows from the grids, in the places kept for it."""
    for kind, grid, place in (("image", image, sizes), ("kernel", kernel, kernel_sizes)):
        with place:
            grids.size(kind, 0, grid)
            grids.size(kind, 1, grid)
    with sizes:
        grids.another_random(image)
    with channels:
        grids.channels(image)
