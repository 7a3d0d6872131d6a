"""The host's second tab: open a room, see who is where, how exercises went, and the wall."""

from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from cnncore.classroom.rooms import Classroom
from ui.figures.pictures import wall_image
from ui.host import gained, key, take_home
from ui.host.lesson_link import qr_code
from ui.lessons import HOST, LESSONS
from ui.own_classes import room_album
from ui.shared import hosting, once, our_handwriting, presence, room, runs, session, show
from ui.shared.classroom import classroom

_NUMBER = "_take_down_number"


def draw() -> None:
    """Ask for the host's key; then show the room, live."""
    if key.is_given():
        with show.problems():
            _room(classroom())


def _room(school: Classroom) -> None:
    codes, hosted = school.rooms(), hosting.HOSTING.get().code
    if hosted and hosted not in codes:
        st.info(f"Room {hosted} has been closed.", icon=":material/meeting_room:")
    look = {"icon": ":material/add:", "type": "primary" if not codes else "secondary"}
    once.button("Open a room", _open, school, key="_open_room", **look)
    if not codes:
        st.caption("A room gathers drawings and exercise counts of those who join by its link.")
        return
    if code := _choose(codes):
        _draw(school, code)


def _choose(codes: list[str]) -> str | None:
    """Ask which of the open rooms this host hosts; another host's is never chosen unasked."""
    hosted = hosting.hosted()
    place = codes.index(hosted) if hosted else None
    chosen = st.selectbox("Room", codes, index=place, placeholder="a room that is open")
    if chosen and chosen != hosted:
        hosting.host(chosen)
        st.rerun()  # the sidebar says which room is hosted
    return chosen


def _draw(school: Classroom, code: str) -> None:
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.markdown(f"## {code}")
        qr_code(room.lesson_link("draw_digit", "", room=code))
        st.page_link(
            HOST.path,
            label="For the projector",
            icon=":material/present_to_all:",
            query_params={"view": "project", hosting.WORD: code},
        )
        _close(school, code)
    with right:
        _live(school, code)


def _open(school: Classroom) -> once.Follow:
    return partial(hosting.host, school.open_room())


def _close(school: Classroom, code: str) -> None:
    with (
        st.popover("Close the room", icon=":material/delete_forever:"),
        st.form("close", border=False),
    ):
        st.markdown(
            "All drawings, photos, counts and predictions of this room are deleted for good. Two "
            "hosts may have a room each: type the code of yours."
        )
        typed = st.text_input("Its code", max_chars=12).strip().upper()
        if not st.form_submit_button("Delete the room"):
            return
        if typed != code:
            said = f"*{typed}* is" if typed else "Nothing is"
            st.warning(f"{said} not this room's code, {code}.", icon=":material/build:")
            return
        school.close_room(code)
        our_handwriting.room_test.clear()  # it holds the drawings
        room_album.forget()
        st.rerun()


def _here(code: str) -> None:
    counts = presence.here(code)
    titles = [(x.title, counts[x.name]) for x in LESSONS if counts[x.name]]
    running, waiting = _traffic()
    with st.container(horizontal=True):
        help = "Open tabs in this room; hosts, who join none, are not counted."
        st.metric("In the room now", counts.total(), help=help)
        st.metric("Training", running, help="Networks of everybody on this server.")
        st.metric("Waiting to train", waiting, help="Networks of everybody on this server.")
    st.caption(" · ".join(f"{title} {number}" for title, number in titles))


def _traffic() -> tuple[int, int]:
    return runs.engine().traffic()


@st.fragment(run_every=2.0)
def _live(school: Classroom, code: str) -> None:
    if not school.is_open(code):
        st.rerun()  # another host has closed it
    with show.problems():
        _here(code)
        _now(school, code)


def _now(school: Classroom, code: str) -> None:
    tallies = school.tallies(code)
    st.markdown("**Exercises**")
    if tallies:
        rows = {
            t.question: {
                "Answers": t.answers,
                "Right": f"{t.right / t.answers:.0%}",
                "Commonest slip": max(t.mistakes, key=t.mistakes.__getitem__, default=""),
            }
            for t in tallies
        }
        st.table(pd.DataFrame.from_dict(rows, orient="index"))  # its words wrap: nothing is cut
    else:
        st.caption("No answers yet.")
    gained.draw(school, code)
    _wall(school, code)
    take_home.draw(school, code)


def _wall(school: Classroom, code: str) -> None:
    wall = school.wall(code)
    count = len(wall.labels)
    st.markdown(f"**Class wall**: {count} {'drawing' if count == 1 else 'drawings'}")
    if not count:
        return
    st.image(wall_image(wall.images), width="stretch", alt="The room's drawings side by side")
    with st.popover("Take a drawing down", icon=":material/visibility_off:"):
        if (session.held(_NUMBER) or 1) > count:
            session.choose(_NUMBER, count)
        number = int(st.number_input("Which one, row by row", 1, count, 1, key=_NUMBER))
        drawing = wall.images[number - 1]
        st.image(wall_image(drawing[None], across=1), width=112, alt=f"Drawing {number}")
        st.button(
            "Take it down",
            key="_take_down",
            on_click=_take_down,
            args=(school, code, drawing),
        )
    our_handwriting.results(code)


def _take_down(school: Classroom, code: str, drawing: np.ndarray) -> None:
    school.take_down(code, drawing)
    our_handwriting.room_test.clear()  # it holds the drawings
