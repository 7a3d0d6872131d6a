"""Which network answers: the bundled one, a run of this visitor's, or one taught on the page."""

import hashlib

import streamlit as st

from cnncore.digits.dataset import Digits
from cnncore.errors import InputError
from cnncore.networks.from_words import SIMPLE
from ui.controls import networks
from ui.draw_digit import cache
from ui.draw_digit.teach_it import TAUGHT
from ui.shared import networks as loaded
from ui.shared import session, show


def answering() -> tuple[str, str, object]:
    """Return the network's key for caches, the words it is built from, and the network."""
    key = networks.choose("Which network answers")
    asked = st.query_params.get("trained")
    if asked and asked != key:
        show.problem(
            InputError(
                "a run that you have trained",
                asked[:24],
                "It may have been deleted; the bundled network answers instead.",
            )
        )
    taught = session.kept(TAUGHT)
    if taught is not None and taught[0] == key:
        _, words, weights, _ = taught
        st.caption("Taught by you in Draw a digit.")
        return hashlib.sha256(weights).hexdigest(), words, cache.taught(words, weights)
    try:
        return loaded.mark(key), loaded.words(key), loaded.load(key)
    except InputError as problem:
        show.problem(problem)
        return networks.BUNDLED, SIMPLE, loaded.load(networks.BUNDLED)


def also_taught() -> Digits | None:
    """Return the visitor's digits that the answering network was taught, if it was."""
    taught = session.kept(TAUGHT)
    return taught[3] if taught is not None and taught[0] == chosen() else None


def chosen() -> str:
    """Return the key of the network that was chosen, taught or not."""
    return session.held("which_trained") or networks.BUNDLED
