"""The host's tab for the queue: who trains, who waits, and how much each visitor may ask for."""

from dataclasses import replace

import streamlit as st

from cnncore.runs import RunView, read_hand, state_line, write_hand
from ui.host import key
from ui.shared import runs, session, show

EVERY = 2.0
_EPOCHS, _RUNS = "_most_epochs", "_most_runs"


def draw() -> None:
    """Show the queue of this server to a host; they bound, reorder and end."""
    if key.is_given():
        _bounds()
        _queue()


def _bounds() -> None:
    st.markdown(
        "Everybody's networks train in one queue, one of each visitor at a time. With thirty "
        "people, a few epochs and one run each let everybody's turn come. 0 is no bound."
    )
    hand = read_hand(runs.engine().root)
    with st.container(horizontal=True):
        for words, most, kept, now in (
            ("Most epochs of a run", 60, _EPOCHS, hand.epochs),
            ("Most runs of a visitor at a time", 12, _RUNS, hand.runs),
        ):
            st.number_input(words, 0, most, now, key=kept, width=240, on_change=_bound)


def _bound() -> None:
    root = runs.engine().root
    epochs, most = (int(session.held(name) or 0) for name in (_EPOCHS, _RUNS))
    write_hand(root, replace(read_hand(root), epochs=epochs, runs=most))


@st.fragment(run_every=EVERY)
def _queue() -> None:
    with show.problems():
        moving = runs.engine().moving()
        if not moving:
            st.caption("Nobody trains or waits just now.")
        for view in moving:
            _row(view)


def _row(view: RunView) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{runs.special(view.settings)}** · {state_line(view)}", width="stretch")
        if view.place > 1:
            st.button("Next", key=f"_next_{view.id}", on_click=_hasten, args=(view.id,))
        st.button("End it", key=f"_end_{view.id}", on_click=_cancel, args=(view.id,))


def _hasten(run: str) -> None:
    root = runs.engine().root
    write_hand(root, read_hand(root).hasten(run))


def _cancel(run: str) -> None:
    runs.engine().cancel(run)
