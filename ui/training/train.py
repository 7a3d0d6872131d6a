"""A run as it goes: status, curves, filters with their maps, and what they tell."""

import time

import numpy as np
import streamlit as st

from cnncore.errors import InputError
from cnncore.runs import (
    MOVING,
    History,
    Reading,
    RunView,
    explain,
    gap_line,
    read_run,
    state_line,
)
from cnncore.training import Settings
from ui.shared import runs, show
from ui.training import cache, controls, start_stop
from ui.training.figures import curves, first_layer

EVERY = 0.5
FRAME = 1.0  # seconds of the recorded run a checkpoint
_STATUS = "run_status"
_COLOURS = (
    "Filters: purple negative, yellow positive, white zero. Maps after ReLU: green; a black one "
    "means that its filter finds nothing here."
)
_GOOD = (":material/check_circle:", st.success)
_LEARNING = (":material/school:", st.info)
_WARNING = (":material/warning:", st.warning)
_BAD = (":material/error:", st.error)
_CARDS = {
    "exploded": _BAD,
    "stuck": _BAD,
    "not begun": _WARNING,
    "crawling": _WARNING,
    "overfitting": _WARNING,
    "unmeasured": _LEARNING,
    "unfinished": _LEARNING,
    "learning": _LEARNING,
    "settling": _LEARNING,
    "settled": _GOOD,
}


def draw(view: RunView, digit: np.ndarray) -> None:
    """Show a run, again every half second while it moves."""
    moving = view.status.state in MOVING
    if moving:  # on a phone it lies below the button that began it
        show.bring_into_view("part", view.id)
    st.fragment(_picture, run_every=EVERY if moving else None)(view.id, digit, moving)


def _picture(run: str, digit: np.ndarray, moving: bool) -> None:
    if start_stop.pressed():
        st.rerun()
    try:
        view = runs.view(run)
    except InputError as error:
        show.problem(error)
        return
    if moving != (view.status.state in MOVING):
        st.rerun()
    history = runs.history(view)
    _status(view)
    with show.problems():  # weights that cannot be read
        if view.status.state == "waiting" and not len(history.step):
            _meanwhile(digit)
        else:
            _first_layer(view, digit)
            _curves(view.settings, history)
    st.caption(_COLOURS)
    _reading(read_run(history, view.settings, view.status), view)


def _meanwhile(digit: np.ndarray) -> None:
    """Play the recorded run, over and over, while one's own waits for its turn."""
    recorded = runs.view(runs.RECORDED)
    steps, history = list(recorded.folder.checkpoints()), runs.history(recorded)
    step = steps[int(time.monotonic() / FRAME) % len(steps)]
    measured = history.held_out_accuracy[history.eval_step == step]
    at = f"step {step:,} of {recorded.status.total:,}"
    if len(measured):
        at += f", {measured[-1]:.1%} of the held-out digits right"
    st.markdown(
        f"**While yours waits, the recorded run plays:** {at}. Its filters, and below each what it "
        "finds in the digit:"
    )
    if (layer := cache.first_layer_at(recorded, step, digit)) is not None:
        st.html(first_layer.first_layer(*layer))


def _status(view: RunView) -> None:
    status = view.status
    share = status.step / status.total if status.total else 0.0
    with st.container(key=_STATUS):
        st.progress(min(share, 1.0), text=state_line(view))
        start_stop.buttons(view)


def _curves(settings: Settings, history: History) -> None:
    left, right = st.columns(2)
    with left:
        log = controls.log_loss()
        st.vega_lite_chart(
            curves.loss_data(history),
            curves.loss_chart(settings.epochs, log=log),
            key="loss_chart",
            alt="Loss of every step and its running mean over the epochs",
        )
    with right:
        st.markdown(gap_line(history))
        st.vega_lite_chart(
            curves.accuracy_data(history),
            curves.accuracy_chart(settings.epochs, curves.lowest_shown(history)),
            key="accuracy_chart",
            alt="Accuracy on train and held-out digits after every epoch",
        )


def _reading(reading: Reading, view: RunView) -> None:
    icon, card = _CARDS[reading.kind]
    told = explain(reading)
    card(f"**{told.headline}** {told.why}", icon=icon)
    if reading.remedy and view.status.state not in MOVING:
        start_stop.try_remedy(view.settings, reading.remedy, told.remedy)


def _first_layer(view: RunView, digit: np.ndarray) -> None:
    if view.folder.weights() is None:
        st.caption("The filters are shown with the first weights.")
        return
    layer = cache.first_layer(view, digit)
    if layer is None:
        st.caption("This network has no convolution in front, so there are no filters to show.")
        return
    kernels, maps = layer
    st.markdown("**The filters of the first layer, and below each what it finds in the digit**")
    st.html(first_layer.first_layer(kernels, maps))
