"""A run as it goes: status, curves, filters with their maps, and what they tell."""

import numpy as np
import streamlit as st

from cnncore.errors import InputError
from cnncore.runs.diagnosis import Reading, diagnose, gap
from cnncore.runs.engine import View
from cnncore.runs.folder import ACTIVE, History
from cnncore.training.settings import Settings
from ui.shared import runs, show
from ui.training import cache, controls, start_stop
from ui.training.figures import curves, first_layer

EVERY = 0.5
_TONES = {
    "good": (":material/check_circle:", st.success),
    "learning": (":material/school:", st.info),
    "warning": (":material/warning:", st.warning),
    "bad": (":material/error:", st.error),
}


def draw(view: View, digit: np.ndarray) -> None:
    """Show a run, again every half second while it moves."""
    moving = view.status.state in (*ACTIVE, "waiting")
    st.fragment(_picture, run_every=EVERY if moving else None)(view.id, digit, moving)


def _picture(run: str, digit: np.ndarray, moving: bool) -> None:
    if start_stop.pressed():
        st.rerun()
    try:
        view = runs.view(run)
    except InputError as error:
        show.problem(error)
        return
    if moving != (view.status.state in (*ACTIVE, "waiting")):
        st.rerun()
    history = runs.history(view)
    _status(view)
    _curves(view.settings, history)
    _first_layer(view, digit)
    _reading(diagnose(history, view.settings, view.status), view)


def _status(view: View) -> None:
    status = view.status
    share = status.step / status.total if status.total else 0.0
    st.progress(min(share, 1.0), text=_status_words(view))
    start_stop.buttons(view)


def _status_words(view: View) -> str:
    status = view.status
    if status.state == "waiting":
        return f"Waiting: place {view.place} in the queue, about {view.wait:.0f} s"
    if status.state == "starting" or not status.total:
        return status.sentence or "Starting a process for it"
    where = f"epoch {status.epoch:.1f} of {view.settings.epochs} · {status.speed:,.0f} images/s"
    if status.state == "running":
        return f"{where} · {view.seconds_left:.0f} s left"
    names = {"done": "Finished", "stopped": "Stopped", "paused": "Paused", "failed": "Failed"}
    words = f"{names.get(status.state, 'Broke off')} · {where}"
    return f"{words} · {status.sentence}" if status.sentence else words


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
        points = gap(history)
        named = (
            "" if points is None else f"Gap between train and held-out: **{points:+.1f} points**"
        )
        st.markdown(named or "Accuracy comes with the first evaluation.")
        st.vega_lite_chart(
            curves.accuracy_data(history),
            curves.accuracy_chart(settings.epochs),
            key="accuracy_chart",
            alt="Accuracy on train and held-out digits after every epoch",
        )


def _reading(reading: Reading, view: View) -> None:
    icon, card = _TONES[reading.tone]
    card(f"**{reading.headline}** {reading.why}", icon=icon)
    if reading.remedy and view.status.state not in ("running", "starting", "waiting"):
        start_stop.try_remedy(view.settings, reading.remedy, reading.remedy_label)


def _first_layer(view: View, digit: np.ndarray) -> None:
    layer = cache.first_layer(view, digit)
    if layer is None:
        st.caption("This network has no convolution in front, so there are no filters to show.")
        return
    kernels, maps = layer
    st.markdown("**The filters of the first layer, and below each what it finds in the digit**")
    st.html(first_layer.first_layer(kernels, maps))
    st.caption(
        "Filters: purple negative, yellow positive, white zero. Maps after ReLU: green; a black "
        "one means that its filter finds nothing here."
    )
