"""Whether a network should say "I don't know": its scale of doubt, and a drawing's verdict."""

from functools import partial

import numpy as np
import streamlit as st
from torch import nn

from cnncore.digits.dataset import Digits
from cnncore.inside.doubt import COVERAGE, Doubt, Judge, calibrate, doubt_of
from cnncore.inside.doubt_bundled import bundled_judge
from ui.shared import session
from ui.shared.long_work import Work
from ui.shared.networks import BUNDLED

# in percent: of the held-out digits, those to be answered; also while no slider asks for it
KEPT_COVERAGE: session.Slot[float] = session.Slot("coverage", lambda: 100 * COVERAGE)
_CALIBRATING = "The network meets 9,500 known digits, once…"


def judge(model: nn.Module, key: str, also: Digits | None = None) -> Judge:
    """Let the held-out digits set the scale of doubt, once a network.

    That takes 19 KB a feature of its last hidden layer, 30 MB for the bundled network's 1,568.
    `also` are the visitor's own digits that the network was taught: their judge goes with the tab.
    """
    work = known_work(model, key) if also is None else _taught_work(model, key, also)
    return work.finish(_CALIBRATING)


@st.cache_resource(max_entries=3, show_spinner=False)
def known_work(_model: nn.Module, key: str) -> Work[Judge]:
    """Judge by the known digits alone, the same for all visitors of a network."""
    return Work(partial(bundled_judge if key == BUNDLED else calibrate, _model))


@st.cache_resource(max_entries=1, show_spinner=False, scope="session")
def _taught_work(_model: nn.Module, key: str, _also: Digits) -> Work[Judge]:
    return Work(partial(calibrate, _model, _also))


@st.cache_resource(max_entries=2, show_spinner=False, scope="session")
def verdict(
    _judge: Judge, _model: nn.Module, key: str, digit: np.ndarray, coverage: float
) -> Doubt:
    """Judge this visitor's drawing once, not again when only a view of it changes."""
    return doubt_of(_judge, _model, digit, coverage)
