"""The settings of the convolution lesson: four in sight, the others one click away."""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnncore.convolution.worked import Setup
from ui.convolution import controls, grids


def settings(above: DeltaGenerator) -> Setup:
    """Draw the five main settings in `above` and the others here; return what was chosen."""
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
        padding, stride = controls.padding(padding_by), controls.stride()
        then = controls.stage()
    pools = then in ("max", "average")
    with windows:
        window, window_stride = controls.window(pools), controls.window_stride(pools)
    return Setup(
        image, kernel, bias, stride, padding, dilation, border, flip, then, window, window_stride
    )


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
