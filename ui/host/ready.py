"""The foot of the host's page: the lessons are loaded before the room comes in."""

import streamlit as st

from ui.shared import beforehand

_WORDS = "Loading every lesson, so that nobody waits for it later…"


def draw() -> None:
    """Load every lesson, the first time on this server, and say that it is done."""
    seconds = every_lesson()
    st.caption(
        f":material/check_circle: Every lesson is loaded on this server (once, {seconds:.1f} s): "
        "whoever comes first waits no longer than the others."
    )


@st.cache_resource(max_entries=1, show_spinner=_WORDS)
def every_lesson() -> float:
    """Load what has not been loaded in the background, once a server; return the seconds."""
    return beforehand.load(everything=True)
