"""What the lesson inside the network keeps between runs: answers of whole held-out sets."""

import streamlit as st
from torch import nn

from cnncore.inside.favourites import peaks
from cnncore.inside.surgery import HeldOutAnswers, Operation, judge_held_out, operate


@st.cache_data(max_entries=64, show_spinner=False)
def outcome(_model: nn.Module, key: str, operation: Operation | None) -> HeldOutAnswers:
    """Ask a network, operated on or not, for all held-out digits."""
    return judge_held_out(operate(_model, operation) if operation else _model)


@st.cache_data(max_entries=16, show_spinner=False)
def layer_peaks(_model: nn.Module, key: str, layer: str):
    """Find where each filter of a layer is excited most, in every held-out digit."""
    return peaks(_model, layer)


def liveliest(model: nn.Module, key: str, layer: str) -> int:
    """Return the number of the filter that any held-out digit excites most."""
    return int(layer_peaks(model, key, layer)[0].max(axis=0).argmax())
