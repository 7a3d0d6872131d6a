"""The settings of the convolution lesson: five in sight, the others one click away.

Padding and stride are drawn apart from the rest: what they change is redrawn without it.
"""

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnncore.convolution.worked import Setup
from ui.convolution import controls, grids


def settings(above: DeltaGenerator) -> tuple[Setup, DeltaGenerator]:
    """Draw presets and pooling in `above`, the others here; return what was chosen, of stride 1.

    The padding is the slider's least, unless a name decides it. The place between, for the sliders,
    is returned too. The others lie in short rows, so that the board stays in sight below them.
    """
    with st.expander("More settings", icon=":material/tune:"):
        of_the_grids, of_the_sum, as_text = (st.container(horizontal=True) for _ in range(3))
    with as_text:
        image, kernel = grids.texts()
        flip = controls.flip()
    with of_the_grids:
        for kind, grid in (("image", image), ("kernel", kernel)):
            grids.size(kind, 0, grid, controls.SIXTH)
            grids.size(kind, 1, grid, controls.SIXTH)
        grids.channels(image)
        grids.another_random(image)
    with of_the_sum:
        padding_by, border = controls.padding_name(), controls.border()
        dilation, bias = controls.dilation(), controls.bias()
        windows = st.container(horizontal=True, width="content")
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
