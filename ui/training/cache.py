"""What is worked out from a run's weights, and the table of equal budgets measured here."""

from pathlib import Path

import numpy as np
import streamlit as st

from cnncore.digits.dataset import Digits, load_digits
from cnncore.digits.drawing import prepare_drawing
from cnncore.errors import InputError
from cnncore.inside import first_filters
from cnncore.networks.from_words import load_network
from cnncore.networks.simple_cnn import Prediction, predict
from cnncore.runs import RunView
from cnncore.training import Here, Judgement, judge
from ui.shared import runs
from ui.shared.sketch import SKETCH, kept_picture


@st.cache_data(max_entries=64, show_spinner=False)
def judgement(weights: Path, changed: float, network: str) -> Judgement:
    """Judge weights on the bundled held-out digits; `changed` is the file's age stamp."""
    return judge(load_network(network, weights), load_digits(split="held-out"))


def _stamp(weights: Path) -> float:
    """Return the age stamp of a file of weights; InputError where it is gone."""
    try:
        return weights.stat().st_mtime
    except OSError as error:
        raise _gone() from error


def _gone() -> InputError:
    return InputError(
        "weights that this run has kept", "none any more", "Let it train, or choose another."
    )


def held_out() -> Digits:
    """Return the bundled held-out digits."""
    return load_digits(split="held-out")


def judge_view(shown: RunView) -> Judgement:
    """Judge the newest weights of a run."""
    weights = shown.folder.weights()
    if weights is None:
        raise _gone()
    return judgement(weights, _stamp(weights), shown.settings.network)


def first_layer(shown: RunView, digit: np.ndarray) -> tuple | None:
    """Return the first layer's kernels (N, h, w) and maps (N, H, W) for a digit, None if none."""
    weights = shown.folder.weights()
    if weights is None:
        raise _gone()
    return _first_layer(shown.settings.network, weights, _stamp(weights), digit)


# the digit may be this visitor's own drawing: it goes with the tab
@st.cache_data(max_entries=16, scope="session", show_spinner=False)
def _first_layer(network: str, weights: Path, changed: float, digit: np.ndarray) -> tuple | None:
    return first_filters.first_layer(network, weights, digit)


def judge_step(shown: RunView, step: int) -> Judgement:
    """Judge the weights a run had at a checkpoint."""
    weights = shown.folder.checkpoint(step)
    return judgement(weights, _stamp(weights), shown.settings.network)


def first_layer_at(shown: RunView, step: int, digit: np.ndarray) -> tuple | None:
    """Return the first layer's kernels and maps at a checkpoint, None if it has none."""
    weights = shown.folder.checkpoint(step)
    return _first_layer(shown.settings.network, weights, _stamp(weights), digit)


def predict_at(shown: RunView, step: int, digit: np.ndarray) -> Prediction:
    """Return the answer that the network gave to a digit at a checkpoint."""
    weights = shown.folder.checkpoint(step)
    return predict(load_network(shown.settings.network, weights), digit)


def digit() -> np.ndarray:
    """Return the digit whose maps are shown: the visitor's own drawing, or a held-out 7."""
    if SKETCH.is_kept():
        drawn = prepare_drawing(kept_picture())
        if drawn.content == "strokes":
            return drawn.digit
    digits = held_out()
    return (digits.images[digits.labels == 7][0] / 255).astype("float32")


@st.cache_resource(max_entries=1, show_spinner=False)
def equal_budget_here() -> Here:
    """Return what measures the table of equal budgets on this server."""
    return Here(runs.engine().root)
