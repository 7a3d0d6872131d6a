"""A run as a film: filters, maps, answers and mistakes at every checkpoint."""

import numpy as np
import streamlit as st

from cnncore.runs.engine import View
from cnncore.training.judging import reliability
from ui.figures.answer import bars_alone
from ui.shared import runs, session, show
from ui.training import cache
from ui.training import experiments as controls
from ui.training.figures import first_layer, mistakes
from ui.training.figures.reliability import reliability_chart, reliability_data

FRAME = 0.8  # seconds of the film a checkpoint
_PLAYING, _AT = "rewind:playing", "checkpoint"


def draw(view: View, digit: np.ndarray) -> None:
    """Show the run at the checkpoint chosen; a film while it plays."""
    steps = list(view.folder.checkpoints())
    if not steps:
        st.fragment(_await_first, run_every=1.0)(view)
        return
    playing = session.kept(_PLAYING, False)
    st.fragment(_moment, run_every=FRAME if playing else None)(view, digit, steps, playing)


def _await_first(view: View) -> None:
    st.info("This run has no checkpoint yet. Let it train for a moment.")
    runs.view(view.id)  # somebody is watching
    if view.folder.checkpoints():
        st.rerun()


def _moment(view: View, digit: np.ndarray, steps: list[int], playing: bool) -> None:
    if playing != session.kept(_PLAYING, False):
        st.rerun()
    if playing:
        _forward(steps)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        icon = ":material/pause:" if playing else ":material/play_arrow:"
        st.button(icon, key="film", help="Play or pause the film", on_click=_play, args=(steps,))
        step = controls.checkpoint(steps, _epoch_words(view, steps))
    session.keep(_AT, step)
    _scene(view, digit, step)


def _play(steps: list[int]) -> None:
    playing = not session.kept(_PLAYING, False)
    if playing and session.kept(_AT, steps[-1]) == steps[-1]:
        session.keep(_AT, steps[0])
    session.keep(_PLAYING, playing)


def _forward(steps: list[int]) -> None:
    at = session.kept(_AT, steps[0])
    later = [step for step in steps if step > at]
    if later:
        session.keep(_AT, later[0])
    else:
        session.keep(_PLAYING, False)
        st.rerun()


def _epoch_words(view: View, steps: list[int]) -> dict[int, str]:
    history = runs.history(view)
    per_epoch = (history.step[-1] / history.epoch[-1]) if len(history.step) else 1
    return {step: f"epoch {step / per_epoch:.2f}".replace(".00", "") for step in steps}


def _scene(view: View, digit: np.ndarray, step: int) -> None:
    found = cache.judge_step(view, step)
    history = runs.history(view)
    near = np.flatnonzero(history.eval_step <= step)
    gap = ""
    if len(near):
        points = 100 * (history.train_accuracy - history.held_out_accuracy)[near[-1]]
        gap = f" · gap to train {points:+.1f} points"
    st.markdown(f"**{found.accuracy:.1%} of the held-out digits are right**{gap}")
    left, right = st.columns(2, gap="large")
    with left:
        layer = cache.first_layer_at(view, step, digit)
        if layer is not None:
            st.html(first_layer.first_layer(*layer, half=True))
    with right:
        prediction = cache.predict_at(view, step, digit)
        st.markdown(f"**Its answer to this digit: {prediction.label}**")
        st.html(bars_alone(prediction.probabilities, prediction.logits))
    left, right = st.columns([3, 2], gap="large")
    with left:
        table = mistakes.confusion_data(found.confusion)
        st.vega_lite_chart(
            table,
            mistakes.confusion_chart(
                int(table["wrong"].max()), clickable=False, dark=show.is_dark()
            ),
            key="rewind_confusion",
            alt="Confusion matrix at this checkpoint",
        )
    with right:
        st.vega_lite_chart(
            reliability_data(*reliability(found)),
            reliability_chart(),
            key="rewind_reliability",
            alt="How sure it was against how often it was right",
        )
        st.caption("On the dashed line, 90 % sure means right nine times in ten.")
