"""Teach it: keep your own digits, train on them for seconds, see what was learnt and forgotten."""

from collections.abc import Callable

import numpy as np
import streamlit as st
from torch import nn

from cnncore.digits.collection import MOST, add_digit, pack, unpack, without
from cnncore.digits.dataset import Digits
from cnncore.errors import InputError
from cnncore.training.teaching import Effect, effect, taught_network, teach
from ui.draw_digit import controls
from ui.figures.pictures import cards, pixels
from ui.shared import once, session, show
from ui.shared.my_digits import MINE, PROBLEM, TAUGHT, Taught

_EFFECT: session.Slot[Effect | None] = session.Slot("teach effect", lambda: None)
_SIDE = 56


def draw(digit: np.ndarray, guess: int, words: str, model: nn.Module, key: str) -> None:
    """Say what the drawing was, keep it, and train the network on all that is kept."""
    left, right = st.columns(2, gap="large")
    with left:
        _collect(digit, guess)
    with right:
        _train(words, model, key)


def _collect(digit: np.ndarray, guess: int) -> None:
    mine = MINE.get()
    st.markdown("**What was it really?**")
    with st.container(horizontal=True, gap="xsmall"):
        for label in range(10):
            kind = "primary" if label == guess else "secondary"
            about = (digit.tobytes(), label)
            once.button(
                str(label), _add, digit, label, key=f"really_{label}", about=about, type=kind
            )
    st.caption(f"My digits: {len(mine)}. They stay in this tab, at most {MOST}; save them to keep.")
    if len(mine):
        shown = range(max(0, len(mine) - 24), len(mine))
        items = [
            (
                pixels(mine.images[i] / 255.0, alt=f"My {mine.labels[i]}", width=_SIDE),
                f"<b>{mine.labels[i]}</b>",
            )
            for i in shown
        ]
        st.html(cards(items, width=_SIDE))
        with st.container(horizontal=True, gap="xsmall"):
            _button("Delete the last", "mine_less", _delete_last)
            _button("Delete all", "mine_none", _delete_all)
            st.download_button("Save", pack(mine), "my-digits.npz", key="mine_save")
    _import()


def _import() -> None:
    with st.expander("Bring digits from a file", icon=":material/upload:"):
        controls.upload_mine(_read_file)
    if (problem := PROBLEM.get()) is not None:
        show.problem(problem)


def _train(words: str, model: nn.Module, key: str) -> None:
    mine = MINE.get()
    st.markdown("**Train on them**")
    keep = controls.mix_known()
    if not len(mine):
        st.caption("Keep at least one drawing first: draw it and say what it is.")
    elif once.asked(
        "Teach the network",
        key="teach",
        about=(key, len(mine), keep),
        type="primary",
        icon=":material/school:",
    ):
        _teach(words, model, mine, keep, key)
    told = _EFFECT.get()
    if told is not None:
        _tell(told)
        _button("Back to the network as it was", "unteach", _forget)


def _teach(words: str, model: nn.Module, mine: Digits, keep: bool, key: str) -> None:
    bar = st.progress(0.0, "Starting the training process…")
    steps = teach(words, model, mine, keep=keep)
    try:
        while True:
            bar.progress(next(steps), f"Training on {len(mine)} of yours…")
    except StopIteration as done:
        after = taught_network(words, done.value)
        _EFFECT.put(effect(model, after, mine))
        TAUGHT.put(Taught(key, words, done.value, mine))
    except InputError as problem:
        show.problem(problem)
        once.done("teach")
        return
    finally:
        steps.close()
    once.done("teach")
    st.rerun()  # of the whole page: a press may have been answered by it, too


def _tell(told: Effect) -> None:
    st.html(
        '<table style="font-variant-numeric:tabular-nums;border-spacing:12px 4px">'
        "<tr><td></td><td>before</td><td>after</td></tr>"
        f"<tr><td>my digits</td><td>{told.mine_before} of {told.mine}</td>"
        f"<td><b>{told.mine_after} of {told.mine}</b></td></tr>"
        f"<tr><td>held-out digits</td><td>{100 * told.held_out_before / told.held_out:.1f} %</td>"
        f"<td><b>{100 * told.held_out_after / told.held_out:.1f} %</b></td></tr></table>"
    )
    lost = int(told.forgotten.sum())
    most = int(told.forgotten.argmax())
    words = f"Of {told.held_out:,} held-out digits it forgot {lost} and learnt {told.learnt}."
    if lost:
        words += f" Most forgotten: the {most} ({told.forgotten[most]})."
    st.markdown(words + " From now on this network answers on this page.")


def _forget() -> None:
    _EFFECT.clear()
    TAUGHT.clear()


def _add(digit: np.ndarray, label: int) -> None:
    try:
        MINE.put(add_digit(MINE.get(), digit, label))
        PROBLEM.clear()
    except InputError as problem:
        PROBLEM.put(problem)


def _delete_last() -> None:
    MINE.put(without(MINE.get(), len(MINE.get()) - 1))


def _delete_all() -> None:
    MINE.clear()
    PROBLEM.clear()


def _read_file() -> None:
    file = session.held("mine_file")
    if file is None:
        return
    try:
        more, mine = unpack(file.getvalue()), MINE.get()
        images = np.concatenate([mine.images, more.images])[:MOST]
        MINE.put(Digits(images, np.concatenate([mine.labels, more.labels])[:MOST]))
        PROBLEM.clear()
    except InputError as problem:
        PROBLEM.put(problem)


def _button(label: str, key: str, act: Callable) -> None:
    st.button(label, key=key, on_click=act)
