"""After a run: which digits it misreads."""

from typing import Any

import streamlit as st

from cnncore.networks.bundled_facts import bundled
from cnncore.runs import RunView
from ui.shared import show
from ui.training import cache
from ui.training.figures import mistakes

MOST = 24


def draw(view: RunView) -> None:
    """Show the confusion matrix, the digits of a clicked cell and the most confident mistakes."""
    if view.folder.weights() is None:
        st.caption("It was stopped before it had learnt anything: there are no answers to judge.")
        return
    with show.problems():
        _table(view)


def _table(view: RunView) -> None:
    found, digits = cache.judge_view(view), cache.held_out()
    wrong = len(found.labels) - int(found.confusion.trace())
    st.header(f"{wrong} of {len(found.labels):,} held-out digits are misread", anchor=False)
    known = bundled()
    st.caption(
        f"Misread by the network of this run. The bundled network, which the other lessons open "
        f"with, is another one: it misreads {known.wrong} of {known.held_out:,}."
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        table = mistakes.confusion_data(found.confusion)
        picked = st.vega_lite_chart(
            table,
            mistakes.confusion_chart(int(table["wrong"].max()), dark=show.is_dark()),
            key="confusion",
            on_select="rerun",
            selection_mode="cell",
            alt="Confusion matrix: rows are the truth, columns the answer",
        )
        st.caption("Rows: the digit it is. Columns: the answer. Click a cell to see its digits.")
    with right:
        st.markdown("**Right answers by digit**, from 90 to 100 %")
        st.html(mistakes.by_digit(found.by_digit))
    state: dict[str, Any] = dict(picked or {})
    cell = state.get("selection", {}).get("cell", [])
    if cell:
        truth, answer = int(cell[0]["truth"]), int(cell[0]["answer"])
        chosen = found.cell(truth, answer)
        told = "1 digit {} was" if len(chosen) == 1 else f"{len(chosen)} digits {{}} were"
        st.markdown(f"**{told.format(truth)} read as {answer}**")
    else:
        chosen = found.worst(MOST)
        st.markdown("**Misread, those it is surest of first**")
    chosen = chosen[:MOST]
    st.html(
        mistakes.misread(
            digits.images[chosen],
            found.labels[chosen],
            found.answers[chosen],
            found.confidence[chosen],
        )
    )
