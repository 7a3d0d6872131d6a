"""The foot of the host's page: the lessons are loaded before the room comes in."""

import streamlit as st

from ui.host import warm


def draw() -> None:
    """Load every lesson, the first time on this server, and say that it is done."""
    seconds = warm.every_lesson()
    st.caption(
        f":material/check_circle: Every lesson is loaded on this server (once, {seconds:.1f} s): "
        "whoever comes first waits no longer than the others."
    )
