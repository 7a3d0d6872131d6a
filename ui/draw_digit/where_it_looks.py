"""Where it looks: the answer's debt to each spot, by covering it and by the gradient."""

import numpy as np
import streamlit as st
from torch import nn

from cnncore import Prediction
from cnncore.inside.words import strongest_spot
from ui.draw_digit import cache, controls
from ui.draw_digit.figures.evidence import evidence
from ui.shared import address

_MEANING = {
    "cover": (
        "Each spot was covered with a square of paper, 6 × 6, and the network asked again. "
        "**Green**: the {label} loses score, so the ink there speaks for it. "
        "**Pink**: it gains, so the ink there speaks against it. "
        "{strongest}"
    ),
    "gradient": (
        "How the score of {label} would change if one pixel became a little darker. "
        "**Green**: more ink would help it. **Pink**: more ink would hurt it. It tells what a "
        "very small change does, also on white paper; covering tells what a large change does."
    ),
}


def draw(model: nn.Module, key: str, digit: np.ndarray, prediction: Prediction) -> None:
    """Show the digit beside the map of what speaks for and against its answer."""
    way = controls.covered_by()
    label = _label(prediction)
    mapped = cache.attention(model, key, way, digit, label)
    unit = "logits" if way == "cover" else "logits per unit of ink"
    st.html(evidence(digit, mapped, label, unit))
    strongest = strongest_spot(float(mapped.max()), float(prediction.logits[label]))
    st.markdown(_MEANING[way].format(label=label, strongest=strongest))


def _label(prediction: Prediction) -> int:
    order = np.argsort(prediction.probabilities)[::-1]
    names = {"first": f"its answer, {order[0]}", "second": f"its second guess, {order[1]}"}
    chosen = address.choose(st.segmented_control, "What speaks for", names, key="heat_for")
    return int(order[1] if chosen == "second" else order[0])
