"""The inputs of the home lesson."""

from collections.abc import Mapping

import streamlit as st

from cnncore.words.recap import Question
from ui.shared import session

TABS = {
    "ways": "Ways in",
    "formula": "The formula",
    "ideas": "Wrong ideas",
    "recap": "Quick recap",
    "ten": "Ten questions",
    "words": "Words",
    "progress": "Your progress",
}
# the recap's answers so far: place of the question -> place of the option
RECAP: session.Slot[Mapping[int, int]] = session.Slot("recap", dict)


def place() -> tuple[int, int]:
    """Choose the position (i, j) on the article's 3×3 map."""
    row = st.slider("Row i", 0, 2, 0, key="i", bind="query-params")
    col = st.slider("Column j", 0, 2, 0, key="j", bind="query-params")
    return row, col


def recap_answer(number: int, question: Question) -> int | None:
    """Ask one question of the recap; return the place of the option chosen, or None."""
    return st.radio(
        f"**{number + 1}. {question.words}**",
        range(len(question.options)),
        index=RECAP.get().get(number),
        format_func=lambda option: question.options[option].words,
        key=f"recap_{number}",
        on_change=_keep_answer,
        args=(number,),
    )


def _keep_answer(number: int) -> None:
    RECAP.put({**RECAP.get(), number: session.held(f"recap_{number}")})
