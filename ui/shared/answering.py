"""Which network answers: the bundled one, a run of this visitor's, or one taught on the page."""

import hashlib

import streamlit as st
from torch import nn

from cnncore.digits.dataset import Digits
from cnncore.errors import InputError
from cnncore.networks.limits import SIMPLE
from ui.shared import networks, session, show
from ui.shared.my_digits import TAUGHT, taught_network


def answering() -> tuple[str, str, nn.Module]:
    """Return the network's key for caches, the words it is built from, and the network."""
    key = networks.choose("Which network answers")
    if missing := networks.missing():
        show.problem(
            InputError(
                "a run that you have trained",
                missing[:24],
                "It may have been deleted; the bundled network answers instead.",
            )
        )
    taught = TAUGHT.get()
    if taught is not None and taught.key == key:
        st.caption("Taught by you in Draw a digit.")
        digest = hashlib.sha256(taught.weights).hexdigest()
        return digest, taught.words, taught_network(taught.words, taught.weights)
    try:
        return networks.mark(key), networks.words(key), networks.load(key)
    except InputError as problem:
        show.problem(problem)
        return networks.BUNDLED, SIMPLE, networks.load(networks.BUNDLED)


def also_taught() -> Digits | None:
    """Return the visitor's digits that the answering network was taught, if it was."""
    taught = TAUGHT.get()
    return taught.digits if taught is not None and taught.key == chosen() else None


def chosen() -> str:
    """Return the key of the network that was chosen, taught or not."""
    return session.held("which_trained") or networks.BUNDLED
