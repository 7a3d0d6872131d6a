"""The class wall: give a drawing to the room, take it back, and test networks on all of them."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import streamlit as st

from cnncore.classroom import Wall
from cnncore.comparison import compare_answers
from cnncore.errors import InputError
from ui import room, session, show
from ui.cache.classroom import classroom
from ui.figures.wall import wall_image

MOST_SHOWN = 144
Answers = Callable[[np.ndarray], np.ndarray]


def draw(digit: np.ndarray | None, guess: int | None, answers: dict[str, Answers]) -> None:
    """Show the room's wall; `digit` (28, 28) in 0..1 may join it, labelled by its giver.

    `answers` maps a network's name to a function from images (N, 28, 28) to labels (N,).
    """
    code = room.joined()
    if code is None:
        _join()
        return
    give, wall = st.columns([1, 2], gap="large")
    with give:
        _give(code, digit, guess)
        _take_back()
    with wall:
        _show(code, classroom().wall(code), answers)


def _join() -> None:
    st.markdown(
        "In a workshop, the room's drawings hang on one wall, and everybody's network can be "
        "tested on *our handwriting*. Nobody sees who drew what."
    )
    with st.form("join room", border=False):
        code = st.text_input("Room code", max_chars=12, placeholder="on the host's screen")
        if st.form_submit_button("Join"):
            if classroom().is_open(code.strip().upper()):
                session.keep("room", code.strip().upper())
                st.rerun()
            st.warning("No room with this code is open. Ask your host.", icon=":material/build:")


def _give(code: str, digit: np.ndarray | None, guess: int | None) -> None:
    if digit is None:
        st.caption("Draw a digit first; then it can be given to the wall.")
        return
    label = st.selectbox("My drawing is a", range(10), index=guess, key="wall label")
    if st.button("Give it to the class wall", icon=":material/volunteer_activism:"):
        try:
            receipt = classroom().give(code, digit, label)
        except InputError as error:
            show.problem(error)
        else:
            session.keep("receipts", (*session.kept("receipts", ()), receipt))
    st.caption("It hangs there without a name. You can take it back as long as this tab is open.")


def _take_back() -> None:
    receipts = session.kept("receipts", ())
    if receipts and st.button(f"Take my last one back ({len(receipts)} given)"):
        classroom().take_back(receipts[-1])
        session.keep("receipts", receipts[:-1])
        st.rerun()


def _show(code: str, wall: Wall, answers: dict[str, Answers]) -> None:
    count = len(wall.labels)
    st.markdown(f"**Room {code}: {count} {'drawing' if count == 1 else 'drawings'}**")
    if not count:
        st.caption("The wall is empty: give the first drawing.")
        return
    st.image(
        wall_image(wall.images[:MOST_SHOWN]),
        width="stretch",
        alt="The room's drawings side by side",
    )
    told = compare_answers(
        np.array([answer(wall.images) for answer in answers.values()]), wall.labels
    )
    st.dataframe(
        pd.DataFrame({"Network": list(answers), "Right on our handwriting": told.accuracy}),
        hide_index=True,
        column_config={"Right on our handwriting": st.column_config.NumberColumn(format="percent")},
    )
    if len(told.disputed):
        st.markdown(f"The networks disagree on {len(told.disputed)} of them:")
        st.image(
            wall_image(wall.images[told.disputed[:24]]),
            width="stretch",
            alt="The drawings on which the networks disagree",
        )
