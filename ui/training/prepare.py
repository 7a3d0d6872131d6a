"""What is to be trained: the settings, one's own digits, and the button that trains it."""

import streamlit as st

from cnncore.training.settings import Settings
from ui.shared import address, once, process, room, session
from ui.training import controls, start_stop

_SETTINGS: session.Slot[Settings] = session.Slot("training settings", Settings)


def settings() -> Settings:
    """Return what the next press of Train would train."""
    return _SETTINGS.get()


@st.fragment
def draw(shown: str) -> None:
    """Draw it all beside the run that is `shown`; a setting that is moved draws nothing else."""
    if start_stop.pressed():
        st.rerun()  # another run is shown
    chosen, before = controls.settings(), _SETTINGS.get()
    _SETTINGS.put(chosen)
    drawings = start_stop.own_digits()
    with st.container(key="go"):  # stays in sight below a long list of settings
        once.button(
            "Train",
            start_stop.start,
            chosen,
            drawings,
            key="train",
            about=(chosen, drawings),
            icon=":material/play_arrow:",
            type="primary",
            width="stretch",
        )
        start_stop.problem()
        start_stop.announce(chosen, shown)
    room.remember_settings("training")
    process.settle()
    if chosen.network != before.network and address.word("part") == "keep":
        st.rerun()  # what is brought there must fit it
