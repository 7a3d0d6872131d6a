"""What the network lesson keeps: the printed output of networks looked at lately."""

import streamlit as st

from cnncore.networks.code_run import printed as run
from cnncore.networks.layers import parse


@st.cache_data(max_entries=64, show_spinner="Running the code …")
def printed(network: str) -> str:
    """Run the network's code and return what it prints; loads torch, so only when asked."""
    return run(parse(network))
