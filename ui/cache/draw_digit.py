"""What the drawing lesson keeps between runs."""

import streamlit as st

from cnncore.data import Digits
from cnncore.doubt import Judge, calibrate
from cnncore.teaching import taught_network


@st.cache_resource(max_entries=3, show_spinner="The network meets 9,500 known digits, once…")
def judge(_model, key: str, _also: Digits | None = None) -> Judge:
    """Let the held-out digits set the scale of doubt, once a network; about 60 MB each."""
    return calibrate(_model, _also)


@st.cache_resource(max_entries=2, show_spinner=False, scope="session")
def taught(words: str, weights: bytes):
    """Build the network this visitor has taught."""
    return taught_network(words, weights)
