"""The class wall: give a drawing to the room, take it back, and test networks on all of them."""

import hashlib
from functools import partial

import numpy as np
import streamlit as st
from torch import nn

from cnncore.digits.dataset import Digits
from ui.figures.pictures import wall_image
from ui.shared import once, our_handwriting, receipts, room
from ui.shared.classroom import classroom

MOST_SHOWN = 144


def draw(digit: np.ndarray | None, guess: int | None, model: nn.Module, key: str) -> None:
    """Show the room's wall; `digit` (28, 28) in 0..1 may join it, labelled by its giver.

    `model` is the network that answers, `key` the run it comes from.
    """
    code = room.joined()
    if code is None:
        _join()
        return
    give, wall = st.columns([1, 2], gap="large")
    with give:
        _give(code, digit, guess)
        gone = our_handwriting.room_test.clear  # it holds the drawings
        receipts.offer_to_take_back(receipts.DRAWINGS, key="_take_back", gone=gone)
        our_handwriting.enter(code, key)
    with wall:
        _wall(code, model, key)


def _join() -> None:
    st.markdown(
        "In a workshop, the room's drawings hang on one wall, and everybody's network can be "
        "tested on *our handwriting*. Nobody sees who drew what."
    )
    with st.form("join room", border=False):
        code = st.text_input("Room code", max_chars=12, placeholder="on the host's screen")
        if st.form_submit_button("Join"):
            if classroom().is_open(code.strip().upper()):
                room.join(code.strip().upper())
                st.rerun()
            st.warning("No room with this code is open. Ask your host.", icon=":material/build:")


def _give(code: str, digit: np.ndarray | None, guess: int | None) -> None:
    if digit is None:
        st.caption("Draw a digit first; then it can be given to the wall.")
        return
    mark = hashlib.sha256(digit.tobytes()).hexdigest()[:12]  # another drawing, another label
    label = st.selectbox("My drawing is a", range(10), index=guess, key=f"wall label {mark}")
    given = (code, digit, label)
    look = {"icon": ":material/volunteer_activism:", "disabled": label is None}
    once.button(
        "Give it to the class wall", _hang, *given, key="_give", about=(code, mark, label), **look
    )
    st.caption(
        "It hangs there without a name; your host can take a copy of the wall home. You can take "
        "it back from this browser."
    )


def _hang(code: str, digit: np.ndarray, label: int) -> once.Follow:
    return partial(receipts.keep, receipts.DRAWINGS, classroom().give(code, digit, label))


@st.fragment(run_every=our_handwriting.EVERY)
def _wall(code: str, model: nn.Module, key: str) -> None:
    """Show what the room has given by now."""
    if room.joined() != code:
        st.rerun()  # closed meanwhile: the page says so
    _show(code, classroom().wall(code))
    our_handwriting.results(code, key, model)


def _show(code: str, wall: Digits) -> None:
    count = len(wall)
    st.markdown(f"**Room {code}: {count} {'drawing' if count == 1 else 'drawings'}**")
    if not count:
        st.caption("The wall is empty: give the first drawing.")
        return
    st.image(
        wall_image(wall.images[:MOST_SHOWN]),
        width="stretch",
        alt="The room's drawings side by side",
    )
