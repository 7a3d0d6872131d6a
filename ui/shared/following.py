"""A visitor of a room follows its host: taken along, or on their own by one tap."""

import hashlib
from dataclasses import dataclass, replace
from typing import TypeGuard
from urllib.parse import parse_qsl

import streamlit as st

from cnncore.classroom.leading import Lead
from ui.lessons import LESSONS, address_path
from ui.shared import address, path_state, room, session, show, turns, visitor
from ui.shared.classroom import classroom

EVERY = 1.2  # seconds between two looks at where the host is
_AT_WORK = "draw_digit"  # who draws is asked before they are taken away


@dataclass(frozen=True)
class Following:
    """Whether this visitor follows, the number of the host's move that was followed last, of the
    one being followed, whether the next is followed from the middle of a drawing too, and whether
    the page is to be drawn because the host has moved.
    """

    on: bool = True
    number: int = 0
    going: int = 0
    at_once: bool = False
    told: bool = False


_FOLLOWING = session.Slot("following", Following)


def led() -> Lead | None:
    """Return where the host of this visitor's room leads; None outside, and for one's own way."""
    code = room.joined()
    return classroom().led(code) if code and _FOLLOWING.get().on else None


def asked(question: str) -> Lead | None:
    """Return the host's lead, if just this question is asked of the room now."""
    lead = led()
    return lead if lead is not None and lead.question == question else None


def predict(question: str, said: float) -> None:
    """Hand this visitor's prediction to the room."""
    classroom().predict(room.joined() or "", question, _voter(), said)


def predicted(lead: Lead) -> float | None:
    """Return what this visitor has predicted, in any tab; None before."""
    return classroom().predicted(room.joined() or "", lead, _voter())


def _voter() -> str:
    """Name this visitor to this room only: other rooms, and runs, know them by other words."""
    return hashlib.sha256(f"{room.joined()} {visitor.token()}".encode()).hexdigest()[:20]


def come_in_turn() -> None:
    """Wait for this page's turn, if it is drawn because the host has moved: all others' are too."""
    if _FOLLOWING.get().told:
        _FOLLOWING.put(replace(_FOLLOWING.get(), told=False))
        turns.take()


def banner(lesson: str) -> None:
    """Say in which room one is and whether one follows, and follow."""
    with st.container(key="following"):  # outside a room too: what stands below keeps its place
        code = room.joined()
        if code is None:
            return
        visitor.remember()  # a prediction stays one's own over a reload
        lead = led()
        if lead is not None and lead.number == _FOLLOWING.get().going and _is_at(lead, lesson):
            _FOLLOWING.put(Following(number=lead.number))
        _say_where(code, lead)
        _watch(code, lesson, lead)


def _say_where(code: str, lead: Lead | None) -> None:
    following = _FOLLOWING.get()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if not following.on:
            st.caption(f"In room **{code}**, on your own")
            st.button("Follow the host", type="tertiary", key="_follow", on_click=_follow)
            return
        if _is_away(lead):
            st.markdown(f"Your host is at **{_title(_where(lead))}**.")
            st.button("Go there", type="primary", key="_go_there", on_click=_go_there)
        else:
            st.caption(f"In room **{code}**, following the host")
        st.button("On my own", type="tertiary", key="_on_my_own", on_click=_leave)


@st.fragment(run_every=EVERY)
def _watch(code: str, lesson: str, drawn: Lead | None) -> None:
    """Look where the host is; `drawn` is the lead that the page was drawn with.

    It draws nothing itself: sixty followers look fifty times a second.
    """
    if room.joined() != code:
        _draw_anew()  # closed: the page says so
    lead = led()
    asked_first = lesson == _AT_WORK and not _FOLLOWING.get().at_once
    if _is_away(lead) and (not asked_first or _where(lead) == lesson):
        _go(lead, code)
    elif lead != drawn:
        _draw_anew()  # locked, revealed, or gone from where one draws: the page shows it


def _draw_anew() -> None:
    _FOLLOWING.put(replace(_FOLLOWING.get(), told=True))
    st.rerun()


def _is_away(lead: Lead | None) -> TypeGuard[Lead]:
    return lead is not None and lead.number != _FOLLOWING.get().number


def _is_at(lead: Lead, lesson: str) -> bool:
    """Tell whether this run has come of the way there."""
    settings = parse_qsl(lead.place.partition("?")[2])
    there = all(st.query_params.get(key) == value for key, value in settings)
    return _where(lead) == lesson and (there or address.went_back())


def _where(lead: Lead) -> str:
    return lead.place.partition("?")[0]


def _title(lesson: str) -> str:
    return next((one.title for one in LESSONS if one.name == lesson), lesson)


def _go(lead: Lead, code: str) -> None:
    """Have the browser open the host's lesson as the host has set it.

    A busy one may pass a script over: it is told again at every look, until it has come.
    """
    _FOLLOWING.put(replace(_FOLLOWING.get(), going=lead.number, told=True))
    name, _, settings = lead.place.partition("?")
    for lesson in LESSONS:
        if lesson.name == name:
            path_state.come_anew()
            show.go_to(room.lesson_link(address_path(lesson), settings, room=code))


def _follow() -> None:
    _FOLLOWING.put(Following())


def _go_there() -> None:
    _FOLLOWING.put(replace(_FOLLOWING.get(), at_once=True))


def _leave() -> None:
    _FOLLOWING.put(replace(_FOLLOWING.get(), on=False))
