"""Which network a lesson uses, the bundled one or a visitor's own, and that network loaded once."""

from pathlib import Path

import streamlit as st
from torch import nn

import cnncore
from cnncore.errors import InputError
from cnncore.networks.from_words import load_network
from cnncore.networks.limits import SIMPLE
from cnncore.runs import OVER
from ui.shared import address, runs, session, visitor

BUNDLED = "bundled"
_USED: session.Slot[str] = session.Slot("network in use", lambda: BUNDLED)
# the run that a link named and that is not there, until another network is chosen
_MISSING: session.Slot[str] = session.Slot("network missing", str)


def choose(label: str = "Network") -> str:
    """Choose the network of a lesson; return its key for `load`."""
    options = {BUNDLED: "The bundled network"} | _own_runs()
    linked = address.word("trained")
    if linked and linked not in options:
        _MISSING.put(st.query_params.pop("trained"))
    asked = linked or used()
    session.choose("which_trained", asked if asked in options else BUNDLED)
    return st.selectbox(
        label,
        tuple(options),
        format_func=lambda key: options.get(key, key),
        key="which_trained",
        on_change=lambda: use(session.held("which_trained") or BUNDLED),
        help="Runs that you have finished in the training lesson stand here too.",
    )


def used() -> str:
    """Return the key of the network that was chosen last, in whatever lesson."""
    return _USED.get()


def missing() -> str:
    """Return the run that a link named and that is not there, "" if there was none."""
    return _MISSING.get()


def use(key: str) -> None:
    """Use this network from now on, in every lesson that asks; the address holds its key."""
    _USED.put(key)
    _MISSING.clear()
    if key == BUNDLED:
        st.query_params.pop("trained", None)
    else:
        st.query_params["trained"] = key


def _own_runs() -> dict[str, str]:
    if not visitor.is_known():
        return {}
    return {
        run.id: f"Mine: {runs.name_of(run)}"
        for run in runs.engine().runs_of(visitor.token())
        if run.status.state in OVER and run.folder.weights() is not None
    }


def load(key: str) -> nn.Module:
    """Return the network in eval mode; InputError if the run is gone."""
    if key == BUNDLED:
        return _bundled()
    run = runs.engine().find(key)
    weights = run.weights()
    if weights is None:
        raise InputError("a run with weights", key, "Let it train for a moment first.")
    return _own(run.settings.network, str(weights), weights.stat().st_mtime)


def mark(key: str) -> str:
    """Name these very weights, for caches: a run that was resumed has others under its key."""
    if key == BUNDLED:
        return key
    weights = runs.engine().find(key).weights()
    return key if weights is None else f"{key}@{weights.stat().st_mtime_ns}"


@st.cache_resource(max_entries=1, show_spinner=False)
def _bundled() -> nn.Module:
    return cnncore.load_pretrained()


@st.cache_resource(max_entries=80, show_spinner=False)  # a room tests up to 60
def _own(network: str, weights: str, changed: float) -> nn.Module:
    return load_network(network, Path(weights))


def words(key: str) -> str:
    """Return the words a network is built from; InputError if the run is gone."""
    if key == BUNDLED:
        return SIMPLE
    return runs.engine().find(key).settings.network
