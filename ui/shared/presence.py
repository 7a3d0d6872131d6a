"""Who is here now: a count by lesson, never a name."""

from collections import Counter
from uuid import uuid4

import streamlit as st

# tab -> name of the lesson it shows; entries leave when the browser does
_LESSON_OF_TAB: dict[str, str] = {}


@st.cache_resource(scope="session", max_entries=1, on_release=lambda tab: _leave(tab))
def _tab() -> str:
    return uuid4().hex


def _leave(tab: str) -> None:
    _LESSON_OF_TAB.pop(tab, None)


def enter(lesson: str) -> None:
    """Note that this tab now shows the lesson."""
    _LESSON_OF_TAB[_tab()] = lesson


def here() -> Counter[str]:
    """Count the open tabs by lesson."""
    return Counter(_LESSON_OF_TAB.values())
