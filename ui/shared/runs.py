"""The runs that lessons show: the engine of this server, a run's view, its name."""

import os
import time

import streamlit as st

from cnncore.runs.choose_engine import engine_here
from cnncore.runs.engine import LocalEngine, View
from cnncore.runs.folder import History, RunFolder
from cnncore.runs.recorded import recorded_run
from cnncore.training.settings import Settings, changed


@st.cache_resource(max_entries=1, show_spinner=False)
def engine() -> LocalEngine:
    """Return the engine, one a server: this machine's, or the cluster's."""
    return engine_here()


def view(run: str):
    """Return the run with this id, or the one that comes with the lessons."""
    return recorded_run() if run == "recorded" else engine().watch(run)


def history(shown) -> History:
    """Return what a run has measured; its file is read again only where it has grown."""
    try:
        about = (shown.folder.path / "metrics.jsonl").stat()
    except OSError:
        return shown.folder.history()
    return _history(shown.folder, about.st_mtime_ns, about.st_size)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={RunFolder: os.fspath})
def _history(folder: RunFolder, changed: int, size: int) -> History:
    return folder.history()


SHORT = {"learning_rate": "rate", "batch_size": "batch", "weight_decay": "decay"}


def name_of(view: View) -> str:
    """Name a run by what is special about it and how far it is."""
    made = time.strftime("%H:%M", time.localtime(view.folder.record["made"]))
    return f"{made} · {special(view.settings)} · {_how_far(view)}"


def special(settings: Settings) -> str:
    """Say what is special about a run's settings."""
    parts = [
        f"{SHORT.get(key, key)} {value}"
        for key, value in changed(settings).items()
        if key not in ("drawings",)
    ]
    return ", ".join(parts) or "default settings"


def _how_far(view: View) -> str:
    status = view.status
    if status.state == "done":
        accuracy = history(view).held_out_accuracy
        return f"{accuracy[-1]:.1%}" if len(accuracy) else "done"
    if status.state in ("running", "starting"):
        return "training"
    return {"lost": "broke off", "failed": "failed"}.get(status.state, status.state)
