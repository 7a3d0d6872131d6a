"""A run as a film: filters, maps, answers and mistakes at every checkpoint."""

import dataclasses
from dataclasses import dataclass

import numpy as np
import streamlit as st

from cnncore.runs import RunView
from cnncore.training import reliability
from ui.figures.answer import probability_bars
from ui.shared import runs, session, show
from ui.training import cache
from ui.training import experiments as controls
from ui.training.figures import first_layer, mistakes
from ui.training.figures.reliability import reliability_chart, reliability_data

FRAME = 0.8  # seconds of the film a checkpoint


@dataclass(frozen=True)
class Film:
    """A run as a film: whether it plays, and the step shown, None for the last."""

    playing: bool = False
    at: int | None = None


_FILM: session.Slot[Film] = session.Slot("film", Film)


def draw(view: RunView, digit: np.ndarray) -> None:
    """Show the run at the checkpoint chosen; a film while it plays."""
    steps = list(view.folder.checkpoints())
    if not steps:
        st.fragment(_await_first, run_every=1.0)(view)
        return
    playing = _FILM.get().playing
    st.fragment(_moment, run_every=FRAME if playing else None)(view, digit, steps, playing)


def _await_first(view: RunView) -> None:
    st.info("This run has no checkpoint yet. Let it train for a moment.")
    with show.problems():
        runs.view(view.id)  # somebody is watching
    if view.folder.checkpoints():
        st.rerun()


def _moment(view: RunView, digit: np.ndarray, steps: list[int], playing: bool) -> None:
    if playing != _FILM.get().playing:
        st.rerun()
    if playing:
        _forward(steps)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name, icon = ("Pause", "pause") if playing else ("Play", "play_arrow")
        help, icon = "Play or pause the film", f":material/{icon}:"
        st.button(name, key="film", icon=icon, help=help, on_click=_play, args=(steps,))
        step = controls.checkpoint(_epoch_words(view, steps), _shown(steps), _go_to)
    _go_to(step)
    with show.problems():
        _scene(view, digit, step)


def _shown(steps: list[int]) -> int:
    at = _FILM.get().at
    return at if at in steps else steps[-1]


def _go_to(step: int) -> None:
    _FILM.put(dataclasses.replace(_FILM.get(), at=step))


def _play(steps: list[int]) -> None:
    film = _FILM.get()
    ended = film.at in (None, steps[-1])
    at = steps[0] if ended and not film.playing else film.at
    _FILM.put(Film(not film.playing, at))


def _forward(steps: list[int]) -> None:
    at = _FILM.get().at
    later = [step for step in steps if at is None or step > at]
    if later:
        _go_to(later[0])
    else:
        _FILM.put(Film(playing=False, at=at))
        st.rerun()


def _epoch_words(view: RunView, steps: list[int]) -> dict[int, str]:
    history = runs.history(view)
    per_epoch = (history.step[-1] / history.epoch[-1]) if len(history.step) else 1
    return {step: f"epoch {step / per_epoch:.2f}".replace(".00", "") for step in steps}


def _scene(view: RunView, digit: np.ndarray, step: int) -> None:
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
        st.html(probability_bars(prediction.probabilities, prediction.logits, sure=True))
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
        st.caption(
            "On the dashed line, 90 % sure means right nine times in ten. Below it the network is "
            "surer than it is right, above it less sure."
        )
