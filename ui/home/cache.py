"""What home keeps: the strip's pictures, the same for everybody."""

import streamlit as st

from ui.home.figures.strip import step_pictures
from ui.shared import seven_steps


@st.cache_resource(max_entries=1, show_spinner=False)
def strip_pictures() -> tuple[str, ...]:
    """Draw the seven pictures once a server."""
    return step_pictures(seven_steps.strip())
