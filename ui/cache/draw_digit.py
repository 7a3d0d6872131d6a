"""What the drawing lesson keeps between runs."""

import numpy as np
import streamlit as st

from cnncore.attention import gradient_map, occlusion_map
from cnncore.data import Digits
from cnncore.doubt import Doubt, Judge, calibrate, doubt
from cnncore.teaching import taught_network


@st.cache_resource(max_entries=3, show_spinner="The network meets 9,500 known digits, once…")
def judge(_model, key: str, _also: Digits | None = None) -> Judge:
    """Let the held-out digits set the scale of doubt, once a network; about 60 MB each."""
    return calibrate(_model, _also)


@st.cache_resource(max_entries=2, show_spinner=False, scope="session")
def taught(words: str, weights: bytes):
    """Build the network this visitor has taught."""
    return taught_network(words, weights)


@st.cache_resource(max_entries=2, show_spinner=False, scope="session")
def verdict(_judge: Judge, _model, key: str, digit: np.ndarray, coverage: float) -> Doubt:
    """Judge this visitor's drawing once, not again when only a view of it changes."""
    return doubt(_judge, _model, digit, coverage)


@st.cache_resource(max_entries=4, show_spinner=False, scope="session")
def attention(_model, key: str, way: str, digit: np.ndarray, label: int) -> np.ndarray:
    """Map what speaks for a label in this visitor's drawing, by covering or by the gradient."""
    return {"cover": occlusion_map, "gradient": gradient_map}[way](_model, digit, label)
