"""Why share weights: the same layer three ways, in numbers and to the eye."""

import numpy as np
import streamlit as st

from cnncore.digits.shift import shifted
from cnncore.networks.layers import layer
from cnncore.networks.ledger import account
from cnncore.networks.weight_sharing import shared_map, sharing, untied_map
from cnncore.networks.words import slices_sentence
from ui.network import controls
from ui.network.figures.sharing import brief, growth, sliding_maps
from ui.network.figures.slices import slices
from ui.shared import seven_steps, show
from ui.shared.prose import prose

SIDES = (28, 56, 112, 224, 512, 1024)


def draw() -> None:
    """Count the first layer three ways, let the image grow, then slide a digit."""
    _slices()
    st.header("One filter for every place", anchor=False)
    at_28 = sharing(28)
    prose(
        "The first layer turns one 28×28 image into 16 maps of 28×28. One filter a map, used "
        "everywhere, is weight sharing. The same layer could give every place its own filter "
        "(untied), or let every number see every pixel (dense):"
    )
    for column, value, words, formula in zip(
        st.columns(3),
        (at_28.shared, at_28.untied, at_28.dense),
        ("convolution", "untied filters", "dense"),
        ("(3·3·1 + 1)·16", "(3·3·1 + 1)·16·28·28", "(28·28 + 1)·16·28·28"),
        strict=True,
    ):
        column.metric(words, f"{value:,}", help=f"{formula} parameters")
        column.caption(f"{formula}")
    counts = [sharing(side) for side in SIDES]
    show.figure(
        growth(counts),
        caption="Parameters of that layer as the image grows; both axes are logarithmic. "
        f"At {SIDES[-1]} pixels: {brief(counts[-1].shared)}, {brief(counts[-1].untied)} and "
        f"{brief(counts[-1].dense)}.",
        alt=f"From 28 to 1024 pixels the convolution stays at {counts[0].shared} parameters, "
        f"untied filters grow to {brief(counts[-1].untied)}, dense to {brief(counts[-1].dense)}.",
        key="network_growth",
    )
    _sliding()


def _slices() -> None:
    """Count a layer from three channels to eight maps on a picture."""
    st.header("From three channels to eight maps", anchor=False)
    line = account([layer("conv", channels=8, kernel=5)], (3, 28, 28)).entries[0]
    with st.container(key="network_slices"):
        picture, words = st.columns([1.2, 1], gap="large", vertical_alignment="center")
    picture.html(slices(line))
    words.markdown(slices_sentence(line))


@st.fragment
def _sliding() -> None:
    """Slide the digit; the shared filter's map slides along, the untied one falls apart."""
    st.header("Slide a digit, and its map slides along", anchor=False)
    strip = seven_steps.strip()
    number = int(strip.first.sum((1, 2)).argmax())
    kernel, bias = strip.filters[number], float(strip.biases[number])
    with st.container(horizontal=True):
        right, down = controls.shift()
    digit = shifted(strip.digit, down, right)
    shared = shared_map(digit, kernel, bias)
    untied = untied_map(digit, strip.filters, strip.biases, seed=0)
    st.html(sliding_maps(digit, shared, untied))
    there = shifted(shared_map(strip.digit, kernel, bias), down, right)
    inside = np.s_[3:-3, 8:-8]
    apart = float(np.abs(shared - there)[inside].max())
    st.markdown(
        f"Slide first and filter then, or filter first and slide then: the two maps differ by at "
        f"most **{apart:.2g}** away from the border. So a stroke learned in one corner is known in "
        f"all others. Filter {number + 1} of the bundled network's first layer is used here; for "
        "the untied map every place was given one of its 16 filters at random."
    )
