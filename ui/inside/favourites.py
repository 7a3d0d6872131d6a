"""Favourites: the held-out digits that excite a filter most, and where."""

import numpy as np
import streamlit as st
from torch import nn

import cnncore
from cnncore.inside.favourites import exciting
from cnncore.inside.surgery import filters_of
from cnncore.inside.words import what_they_are
from ui.figures.pictures import cards, pixels
from ui.inside import cache, controls

_SIDE = 100


def draw(model: nn.Module, key: str) -> None:
    """Show the digits that excite one filter most, the patch it saw, and what they share."""
    shapes = filters_of(model)
    if not shapes:
        st.markdown("This network has no filters to excite.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layer = controls.layer(list(shapes), "like_layer")
        number = controls.filter_number(
            shapes[layer][0], "Filter, from 1", "like_filter", cache.liveliest(model, key, layer)
        )
    found = exciting(model, layer, number, cache.layer_peaks(model, key, layer))
    images = cnncore.load_digits(split="held-out").images
    whole, patches = [], []
    for one in found:
        digit = images[one.number] / np.float32(255)
        top, left, bottom, right = one.box
        framed = 0.35 * digit
        framed[top:bottom, left:right] = digit[top:bottom, left:right]
        words = f"a <b>{one.label}</b>, no. {one.number}<br>{one.value:.3f}"
        whole.append((pixels(framed, alt=f"Held-out digit {one.number}", width=_SIDE), words))
        patch = digit[top:bottom, left:right]
        patches.append((pixels(patch, alt="What the filter saw there", width=48), ""))
    st.html(cards(whole, width=_SIDE))
    st.markdown("**What it saw there**")
    st.html(cards(patches, width=48))
    labels = [one.label for one in found]
    if found[0].value <= 0:
        st.markdown(
            f"Filter {number + 1} of {layer} never fires: even its largest number is below 0, and "
            "ReLU makes it 0. Above are those that come nearest."
        )
        return
    st.markdown(
        f"Of the {len(found)} held-out digits that excite filter {number + 1} of {layer} most, "
        f"{what_they_are(labels)}. The dark part is all that the cell can see."
    )
