"""Who is in a room now: a count by lesson, never a name."""

from collections import Counter
from uuid import uuid4

import streamlit as st

# tab -> the room's code and the name of the lesson it shows; entries leave when the browser does
_PLACE_OF_TAB: dict[str, tuple[str, str]] = {}


@st.cache_resource(scope="session", max_entries=1, on_release=lambda tab: _leave(tab))
def tab() -> str:
    """Name this open tab, for as long as it is open."""
    return uuid4().hex


def _leave(tab: str) -> None:
    _PLACE_OF_TAB.pop(tab, None)


def enter(code: str | None, lesson: str) -> None:
    """Note that this tab now shows the lesson, in a room or in none."""
    _PLACE_OF_TAB[tab()] = (code or "", lesson)


def here(code: str) -> Counter[str]:
    """Count the open tabs of a room by lesson."""
    places = tuple(_PLACE_OF_TAB.values())
    return Counter(lesson for inside, lesson in places if inside == code)
