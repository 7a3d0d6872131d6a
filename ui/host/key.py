"""The host's key: asked once a tab, and never read faster than a guesser can be borne."""

import hmac
import os
from dataclasses import dataclass, replace
from time import monotonic

import streamlit as st

from ui.shared.hosting import HOSTING

KEY = "CNN_HOST_KEY"
LONGEST_PAUSE = 5.0  # seconds between two keys that are read, once many were wrong
_FORGOTTEN_AFTER = 600.0


@dataclass
class Guesses:
    """The wrong keys of late, on this server, from wherever they came."""

    wrong: int = 0
    last: float = 0.0

    def wait(self) -> float:
        """Return the seconds until a key is read again; 0 where one is read now."""
        if monotonic() - self.last > _FORGOTTEN_AFTER:
            self.wrong = 0
        pause = min(2.0 ** (self.wrong - 3), LONGEST_PAUSE) if self.wrong else 0.0
        return max(0.0, self.last + pause - monotonic())

    def note(self) -> None:
        """Count one wrong key."""
        self.wrong, self.last = self.wrong + 1, monotonic()


GUESSES = Guesses()


def is_given() -> bool:
    """Tell whether this tab's visitor is a host; ask for the key, or for one to be set."""
    expected = os.environ.get(KEY, "")
    if not expected:
        st.markdown(
            "A room gathers, without names, how exercises go and the drawings that visitors give "
            "to a class wall, and shows you who is on which lesson. To have rooms on this server, "
            "start it with a key of your choice, then type that key here:"
        )
        st.code(f"{KEY}=choose-a-long-word streamlit run streamlit_app.py", language="bash")
    elif not HOSTING.get().allowed:
        _ask(expected)
    return bool(expected) and HOSTING.get().allowed


def _ask(expected: str) -> None:
    with st.form("host key", border=False):
        given = st.text_input("Host key", type="password", max_chars=200)
        pressed = st.form_submit_button("Open")
    if not pressed:
        return
    if (wait := GUESSES.wait()) > 0:
        st.warning(
            f"This key was not read: {GUESSES.wrong} wrong ones came just before it. Try again in "
            f"{wait:.0f} s.",
            icon=":material/hourglass:",
        )
    elif hmac.compare_digest(given.encode(), expected.encode()):
        HOSTING.put(replace(HOSTING.get(), allowed=True))
        st.rerun()  # the form leaves the screen
    else:
        GUESSES.note()
        st.warning("That is not the key this server was started with.", icon=":material/key_off:")
