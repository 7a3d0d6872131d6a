"""Networks ready to answer: the bundled one, or a run's, loaded once."""

import streamlit as st

import cnncore
from cnncore.errors import InputError
from cnncore.networks.from_words import SIMPLE
from ui.controls.networks import BUNDLED


def load(key: str):
    """Return the network in eval mode; InputError if the run is gone."""
    if key == BUNDLED:
        return _bundled()
    from ui.training.cache import engine

    run = engine().find(key)
    weights = run.weights()
    if weights is None:
        raise InputError("a run with weights", key, "Let it train for a moment first.")
    return _own(run.settings.network, str(weights), weights.stat().st_mtime)


def mark(key: str) -> str:
    """Name these very weights, for caches: a run that was resumed has others under its key."""
    if key == BUNDLED:
        return key
    from ui.training.cache import engine

    weights = engine().find(key).weights()
    return key if weights is None else f"{key}@{weights.stat().st_mtime_ns}"


@st.cache_resource(max_entries=1, show_spinner=False)
def _bundled():
    return cnncore.load_pretrained()


@st.cache_resource(max_entries=80, show_spinner=False)  # a room tests up to 60
def _own(network: str, weights: str, changed: float):
    from cnncore.networks.from_words import load_network

    return load_network(network, weights)


def words(key: str) -> str:
    """Return the words a network is built from; InputError if the run is gone."""
    if key == BUNDLED:
        return SIMPLE
    from ui.training.cache import engine

    return engine().find(key).settings.network
