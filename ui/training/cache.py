"""The training engine of this server, and what is worked out from a run's files."""

import os
from pathlib import Path

import streamlit as st

from cnncore.digits.dataset import load_digits
from cnncore.runs.choose_engine import engine_here
from cnncore.runs.engine import LocalEngine
from cnncore.runs.folder import History, RunFolder
from cnncore.training.judging import Judgement, judge


@st.cache_resource(show_spinner=False)
def engine() -> LocalEngine:
    """Return the engine, one a server: this machine's, or the cluster's."""
    return engine_here()


@st.cache_data(max_entries=64, show_spinner=False)
def judgement(weights: Path, changed: float, network: str) -> Judgement:
    """Judge weights on the bundled held-out digits; `changed` is the file's age stamp."""
    from cnncore.networks.from_words import load_network

    return judge(load_network(network, weights), load_digits(split="held-out"))


def held_out():
    """Return the bundled held-out digits."""
    return load_digits(split="held-out")


def view(run: str):
    """Return the run with this id, or the one that comes with the lessons."""
    from cnncore.runs.recorded import recorded_run

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


def judge_view(shown) -> Judgement:
    """Judge the newest weights of a run."""
    weights = shown.folder.weights()
    return judgement(weights, weights.stat().st_mtime, shown.settings.network)


def first_layer(shown, digit) -> tuple | None:
    """Return the first layer's kernels (N, h, w) and maps (N, H, W) for a digit, None if none."""
    weights = shown.folder.weights()
    if weights is None:
        return None
    return _first_layer(shown.settings.network, weights, weights.stat().st_mtime, digit)


# the digit may be this visitor's own drawing: it goes with the tab
@st.cache_data(max_entries=16, scope="session", show_spinner=False)
def _first_layer(network: str, weights: Path, changed: float, digit):
    from cnncore.inside.first_filters import first_layer as look

    return look(network, weights, digit)


def judge_step(shown, step: int) -> Judgement:
    """Judge the weights a run had at a checkpoint."""
    weights = shown.folder.checkpoints()[step]
    return judgement(weights, weights.stat().st_mtime, shown.settings.network)


def first_layer_at(shown, step: int, digit) -> tuple | None:
    """Return the first layer's kernels and maps at a checkpoint, None if it has none."""
    weights = shown.folder.checkpoints()[step]
    return _first_layer(shown.settings.network, weights, weights.stat().st_mtime, digit)


def predict_at(shown, step: int, digit):
    """Return the answer that the network gave to a digit at a checkpoint."""
    from cnncore.networks.from_words import load_network
    from cnncore.networks.simple_cnn import predict

    weights = shown.folder.checkpoints()[step]
    return predict(load_network(shown.settings.network, weights), digit)


def digit():
    """Return the digit whose maps are shown: the visitor's own drawing, or a held-out 7."""
    from cnncore.digits.drawing import prepare_drawing
    from ui.shared import session

    sketch = session.kept("sketch")
    if sketch is not None:
        drawn = prepare_drawing(sketch.rgba)
        if drawn.content == "strokes":
            return drawn.digit
    digits = held_out()
    return (digits.images[digits.labels == 7][0] / 255).astype("float32")


def load_weights(shown):
    """Return the network of a run with its newest weights."""
    from cnncore.networks.from_words import load_network

    return load_network(shown.settings.network, shown.folder.weights())


@st.cache_resource(show_spinner=False)
def equal_budget_here():
    """Return what measures the table of equal budgets on this server."""
    from cnncore.training.equal_budget import Here

    return Here(engine().root)
