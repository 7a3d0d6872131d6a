"""The known digits that excite the network as this drawing does."""

import numpy as np
import streamlit as st
from torch import nn

from cnncore.inside.doubt import Judge, hidden_features, neighbours
from cnncore.inside.words import what_they_are
from ui.figures.pictures import cards, pixels

_SIDE = 84
_SHOWN = 12


def draw(model: nn.Module, judge: Judge, digit: np.ndarray) -> None:
    """Show the nearest known digits in the last hidden layer, nearest first."""
    features = hidden_features(model, digit[None])[0][0]
    near = neighbours(judge.memory, features, _SHOWN)
    items = [(pixels(digit, alt="Your digit", width=_SIDE), "<b>yours</b>")]
    for other in near:
        image = other.image / np.float32(255)
        items.append(
            (
                pixels(image, alt=f"A known {other.label}", width=_SIDE),
                f"<b>{other.label}</b> · {other.distance:.3f}",
            )
        )
    st.html(cards(items, width=_SIDE))
    labels = [other.label for other in near]
    known = f"{len(judge.memory.labels):,} known digits"
    st.markdown(f"Of the {len(near)} nearest among {known}, {what_they_are(labels)}.")
    st.caption(
        f"Near means: the {len(features):,} numbers of the last hidden layer point the same way. "
        "The distance is 1 − cosine: 0 for the same direction, 1 for nothing in common. The "
        "network does not keep these digits; this page does, to compare."
    )
