"""What home keeps: the strip's pictures, the same for everybody."""

import streamlit as st

from cnncore.inside.seven_steps import Strip, load_strip
from ui.home.figures.strip import step_pictures


@st.cache_resource(max_entries=1, show_spinner=False)
def strip() -> Strip:
    """Load the digit's way through the network once a server."""
    return load_strip()


@st.cache_resource(max_entries=1, show_spinner=False)
def strip_pictures() -> tuple[str, ...]:
    """Draw the seven pictures once a server."""
    return step_pictures(strip())
