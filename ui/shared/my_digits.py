"""A visitor's own digits, and the network taught on them."""

from dataclasses import dataclass

import streamlit as st

from cnncore.digits.collection import EMPTY
from cnncore.digits.dataset import Digits
from cnncore.errors import InputError
from ui.shared import session

MINE: session.Slot[Digits] = session.Slot("my digits", lambda: EMPTY)
PROBLEM: session.Slot[InputError | None] = session.Slot("my digits problem", lambda: None)


@dataclass(frozen=True)
class Taught:
    """A network this visitor has taught: the chosen one's key, its words, weights, the digits."""

    key: str
    words: str
    weights: bytes
    digits: Digits


TAUGHT: session.Slot[Taught | None] = session.Slot("taught network", lambda: None)


@st.cache_resource(max_entries=2, show_spinner=False, scope="session")
def taught_network(words: str, weights: bytes):
    """Build the network this visitor has taught."""
    from cnncore.training import teaching  # torch: every lesson knows whether digits are kept

    return teaching.taught_network(words, weights)
