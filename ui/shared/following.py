"""A visitor of a room follows its host: taken along, or on their own by one tap."""

import hashlib
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

import streamlit as st

from cnncore.classroom.leading import Lead
from ui.lessons import LESSONS, address_path
from ui.shared import address, path_state, room, session, show, visitor
from ui.shared.classroom import classroom

EVERY = 1.2  # seconds between two looks at where the host is
_AT_WORK = "draw_digit"  # who draws is asked before they are taken away


@dataclass(frozen=True)
class Following:
    """Whether this visitor follows, the number of the host's move that was followed last, of the
    one being followed, and whether the next is followed from the middle of a drawing too.
    """

    on: bool = True
    number: int = 0
    going: int = 0
    at_once: bool = False


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


def banner(lesson: str) -> None:
    """Say in which room one is and whether one follows, and follow."""
    if room.joined():
        visitor.remember()  # a prediction stays one's own over a reload
        lead = led()
        if lead is not None and lead.number == _FOLLOWING.get().going and _is_at(lead, lesson):
            _FOLLOWING.put(Following(number=lead.number))
        with st.container(key="following"):
            _watch(lesson, lead)


@st.fragment(run_every=EVERY)
def _watch(lesson: str, drawn: Lead | None) -> None:
    """Look where the host is; `drawn` is the lead that the page was drawn with."""
    code, following, lead = room.joined(), _FOLLOWING.get(), led()
    if code is None:
        return
    away = lead is not None and lead.number != following.number
    if lead is not None and away:
        if following.at_once or lesson != _AT_WORK or _where(lead) == lesson:
            _go(lead, code)
    elif lead != drawn:
        st.rerun()  # locked or revealed: the page shows it
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if not following.on:
            st.caption(f"In room **{code}**, on your own")
            st.button("Follow the host", type="tertiary", key="_follow", on_click=_follow)
            return
        if lead is not None and away:
            st.markdown(f"Your host is at **{_title(_where(lead))}**.")
            st.button("Go there", type="primary", key="_go_there", on_click=_go_there)
        else:
            st.caption(f"In room **{code}**, following the host")
        st.button("On my own", type="tertiary", key="_on_my_own", on_click=_leave)


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
    _FOLLOWING.put(replace(_FOLLOWING.get(), going=lead.number))
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
