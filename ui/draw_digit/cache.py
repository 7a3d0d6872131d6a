"""What the drawing lesson keeps between runs."""

import numpy as np
import streamlit as st
from torch import nn

import cnncore
from cnncore.digits.dataset import Digits
from cnncore.digits.handwriting import Cut, cut_digits
from cnncore.digits.strokes import sample_page
from cnncore.inside.attention import gradient_map, occlusion_map
from cnncore.inside.doubt import Doubt, Judge, calibrate, doubt_of
from cnncore.inside.doubt_bundled import bundled_judge
from cnncore.photos import Photo
from ui.shared.networks import BUNDLED
from ui.shared.photo_cache import kept

_CALIBRATING = "The network meets 9,500 known digits, once…"


def judge(model: nn.Module, key: str, also: Digits | None = None) -> Judge:
    """Let the held-out digits set the scale of doubt, once a network; about 60 MB each.

    `also` are the visitor's own digits that the network was taught: their judge goes with the tab.
    """
    return known_judge(model, key) if also is None else _taught_judge(model, key, also)


@st.cache_resource(max_entries=3, show_spinner=_CALIBRATING)
def known_judge(_model: nn.Module, key: str) -> Judge:
    """Judge by the known digits alone, the same for all visitors of a network."""
    return bundled_judge(_model) if key == BUNDLED else calibrate(_model)


@st.cache_resource(max_entries=1, show_spinner=_CALIBRATING, scope="session")
def _taught_judge(_model: nn.Module, key: str, _also: Digits) -> Judge:
    return calibrate(_model, _also)


@st.cache_resource(max_entries=2, show_spinner=False, scope="session")
def verdict(
    _judge: Judge, _model: nn.Module, key: str, digit: np.ndarray, coverage: float
) -> Doubt:
    """Judge this visitor's drawing once, not again when only a view of it changes."""
    return doubt_of(_judge, _model, digit, coverage)


@st.cache_resource(max_entries=4, show_spinner=False, scope="session")
def attention(_model: nn.Module, key: str, way: str, digit: np.ndarray, label: int) -> np.ndarray:
    """Map what speaks for a label in this visitor's drawing, by covering or by the gradient."""
    return {"cover": occlusion_map, "gradient": gradient_map}[way](_model, digit, label)


@st.cache_resource(max_entries=1, show_spinner=False)
def page() -> Photo:
    """Write the sample page once for all visitors."""
    return Photo(sample_page(), "A page of digits", "", private=False)


@kept(1)
def cuts(digest: str, _pixels: np.ndarray) -> list[Cut]:
    """Cut a photo of handwriting into digits."""
    return cut_digits(_pixels)


@kept(2)
def read(
    digest: str, _pixels: np.ndarray, _cuts: list[Cut], _model: nn.Module, key: str
) -> list[int]:
    """Read every digit of a photo by one network."""
    digits = [cnncore.prepare_drawing(cut.rgba).digit for cut in _cuts]
    return cnncore.logits(_model, np.stack(digits)).argmax(1).tolist()
