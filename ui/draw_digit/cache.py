"""What the drawing lesson keeps between runs."""

import numpy as np
import streamlit as st
from torch import nn

import cnncore
from cnncore.digits.handwriting import Cut, cut_digits
from cnncore.digits.strokes import sample_page
from cnncore.inside.attention import gradient_map, occlusion_map
from cnncore.photos import Photo
from ui.shared.photo_cache import kept


@st.cache_resource(max_entries=4, show_spinner=False, scope="session")
def attention(_model: nn.Module, key: str, way: str, digit: np.ndarray, label: int) -> np.ndarray:
    """Map what speaks for a label in this visitor's drawing, by covering or by the gradient."""
    return {"cover": occlusion_map, "gradient": gradient_map}[way](_model, digit, label)


@st.cache_resource(max_entries=1, show_spinner=False, scope="session")
def prepared(picture: np.ndarray) -> cnncore.Drawing:
    """Prepare this visitor's picture, (H, W, 4) uint8, once for whatever is asked about it."""
    return cnncore.prepare_drawing(picture)


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
