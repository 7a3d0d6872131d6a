"""The seven steps of the bundled digit, once a server."""

import streamlit as st

from cnncore.inside.seven_steps import Strip, load_strip


@st.cache_resource(max_entries=1, show_spinner=False)
def strip() -> Strip:
    """Load the digit's way through the network once a server."""
    return load_strip()
