"""The runs that lessons show: the engine of this server, a run's view, its name."""

import os
import time

import streamlit as st

from cnncore.runs import (
    ACTIVE,
    Engine,
    History,
    RunFolder,
    RunView,
    engine_here,
    recorded_run,
)
from cnncore.training import Settings, changed

RECORDED = "recorded"


@st.cache_resource(max_entries=1, show_spinner=False)
def engine() -> Engine:
    """Return the engine, one a server: this machine's, or the cluster's."""
    return engine_here()


def view(run: str) -> RunView:
    """Return the run with this id, or the one that comes with the lessons."""
    return recorded_run() if run == RECORDED else engine().watch(run)


def history(shown: RunView) -> History:
    """Return what a run has measured; its file is read again only where it has grown."""
    return _history(shown.folder, shown.folder.measured())


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={RunFolder: os.fspath})
def _history(folder: RunFolder, measured: tuple[int, int]) -> History:
    return folder.history()


SHORT = {
    "learning_rate": "rate",
    "batch_size": "batch",
    "weight_decay": "decay",
    "first_digits": "digits",
}


def name_of(view: RunView) -> str:
    """Name a run by what is special about it and how far it is."""
    made = time.strftime("%H:%M", time.localtime(view.made))
    return f"{made} · {special(view.settings)} · {_how_far(view)}"


def special(settings: Settings) -> str:
    """Say what is special about a run's settings."""
    parts = [
        f"{SHORT.get(key, key)} {value}"
        for key, value in changed(settings).items()
        if key not in ("drawings",)
    ]
    return ", ".join(parts) or "default settings"


def _how_far(view: RunView) -> str:
    status = view.status
    if status.state == "done":
        accuracy = history(view).held_out_accuracy
        return f"{accuracy[-1]:.1%}" if len(accuracy) else "done"
    if status.state in ACTIVE:
        return "training"
    return {"lost": "broke off", "failed": "failed"}.get(status.state, status.state)
