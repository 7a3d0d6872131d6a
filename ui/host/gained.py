"""What a room's ten questions say before the lessons and after: the class's gain by concept."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from cnncore.classroom.concept_counts import Handed
from cnncore.classroom.rooms import Classroom
from cnncore.exercises.concepts import CONCEPTS, FORMS, gain

Counts = Mapping[tuple[str, int], Handed]


def draw(school: Classroom, code: str) -> None:
    """Draw the class's shares and gains, once anybody has handed in."""
    counts = school.handed_in(code)
    if not counts:
        return
    st.markdown("**Ten questions**")
    st.table(pd.DataFrame.from_dict(rows(counts), orient="index"))
    st.caption(
        "Right answers, of so many that were handed in, and Hake’s normalised gain: "
        "(after − before) / (1 − before), of what the room did not know, how much it knows now."
    )


def rows(counts: Counts) -> dict[str, dict[str, str]]:
    """Write the table, by the concepts' titles, with all of them together as the last row.

    >>> counts = {("size", 0): Handed(4, 1), ("size", 1): Handed(4, 3)}
    >>> rows(counts)["The size of a map"]
    {'Before': '25 % of 4', 'After': '75 % of 4', 'Gain': '0.67'}
    """
    both = {
        title: [counts.get((concept, form), Handed()) for form in FORMS]
        for concept, title in CONCEPTS.items()
    }
    both["All ten"] = [_together(one) for one in zip(*both.values(), strict=True)]
    return {title: _row(*handed) for title, handed in both.items()}


def _together(handed: tuple[Handed, ...]) -> Handed:
    return Handed(sum(one.times for one in handed), sum(one.right for one in handed))


def _row(before: Handed, after: Handed) -> dict[str, str]:
    return {"Before": _share(before), "After": _share(after), "Gain": _gain(before, after)}


def _share(handed: Handed) -> str:
    return "–" if handed.share is None else f"{100 * handed.share:.0f} % of {handed.times}"


def _gain(before: Handed, after: Handed) -> str:
    if before.share is None or after.share is None:
        return "–"
    gained = gain(before.share, after.share)
    return "nothing to gain" if gained is None else f"{gained:.2f}".replace("-", "−")
