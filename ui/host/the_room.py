"""The host's second tab: open a room, see who is where, how exercises went, and the wall."""

import hmac
import os
import time
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from cnncore.classroom.rooms import Classroom
from cnncore.classroom.tables import counts_csv
from ui.figures.pictures import wall_image
from ui.host.lesson_link import qr_code
from ui.lessons import HOST, LESSONS
from ui.shared import once, our_handwriting, presence, room, runs, session, show
from ui.shared.classroom import classroom
from ui.shared.hosting import HOSTING

KEY = "CNN_HOST_KEY"
_NUMBER = "_take_down_number"


def draw() -> None:
    """Ask for the host's key; then show the room, live."""
    expected = os.environ.get(KEY, "")
    if not expected:
        st.markdown(
            "A room gathers, without names, how exercises go and the drawings that visitors give "
            "to a class wall, and shows you who is on which lesson. To have rooms on this server, "
            "start it with a key of your choice, then type that key here:"
        )
        st.code(f"{KEY}=choose-a-long-word streamlit run streamlit_app.py", language="bash")
    elif HOSTING.get().allowed:
        with show.problems():
            _room(classroom())
    else:
        _ask_key(expected)


def _ask_key(expected: str) -> None:
    with st.form("host key", border=False):
        given = st.text_input("Host key", type="password", max_chars=200)
        pressed = st.form_submit_button("Open")
    if not pressed:
        return
    if hmac.compare_digest(given.encode(), expected.encode()):
        HOSTING.put(replace(HOSTING.get(), allowed=True))
        st.rerun()  # the form leaves the screen
    time.sleep(1.0)  # makes guessing slow
    st.warning("That is not the key this server was started with.", icon=":material/key_off:")


def _room(school: Classroom) -> None:
    codes = school.rooms()
    look = {"icon": ":material/add:", "type": "primary" if not codes else "secondary"}
    once.button("Open a room", _open, school, key="_open_room", **look)
    if not codes:
        st.caption("A room gathers drawings and exercise counts of those who join by its link.")
        _here()
        return
    hosted = HOSTING.get().code
    code = st.selectbox("Room", codes, index=codes.index(hosted) if hosted in codes else 0)
    if code != hosted:
        HOSTING.put(replace(HOSTING.get(), code=code))
        st.rerun()  # the sidebar says which room is hosted
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.markdown(f"## {code}")
        qr_code(room.lesson_link("draw_digit", "", room=code))
        st.page_link(
            HOST.path,
            label="For the projector",
            icon=":material/present_to_all:",
            query_params={"view": "project"},
        )
        _close(school, code)
    with right:
        _here()
        _live(school, code)


def _open(school: Classroom) -> once.Follow:
    return partial(_host, school.open_room())


def _host(code: str) -> None:
    HOSTING.put(replace(HOSTING.get(), code=code))


def _close(school: Classroom, code: str) -> None:
    with st.popover("Close the room", icon=":material/delete_forever:"):
        st.markdown("All drawings and counts of this room are deleted for good.")
        if st.button(f"Delete room {code}"):
            school.close_room(code)
            our_handwriting.room_test.clear()  # it holds the drawings
            st.rerun()


@st.fragment(run_every=2.0)
def _here() -> None:
    counts = presence.here()
    titles = [(x.title, counts[x.name]) for x in (*LESSONS, HOST) if counts[x.name]]
    running, waiting = _traffic()
    with st.container(horizontal=True):
        st.metric(
            "Here now",
            sum(counts.values()),
            help="Open tabs on this server: yours, and those outside the room, too.",
        )
        st.metric("Training", running)
        st.metric("Waiting to train", waiting)
    st.caption(" · ".join(f"{title} {number}" for title, number in titles))


def _traffic() -> tuple[int, int]:
    return runs.engine().traffic()


@st.fragment(run_every=2.0)
def _live(school: Classroom, code: str) -> None:
    with show.problems():
        _now(school, code)


def _now(school: Classroom, code: str) -> None:
    tallies = school.tallies(code)
    st.markdown("**Exercises**")
    if tallies:
        rows = [
            {
                "Question": t.question,
                "Answers": t.answers,
                "Right": t.right / t.answers,
                "Commonest slip": max(t.mistakes, key=t.mistakes.__getitem__, default=""),
            }
            for t in tallies
        ]
        right = st.column_config.ProgressColumn(
            format="percent", min_value=0, max_value=1, width="small"
        )
        widths = {"Right": right, "Answers": st.column_config.Column(width="small")}
        widths["Commonest slip"] = st.column_config.Column(width="medium")
        st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=widths)
        st.download_button(
            "Counts (CSV)",
            counts_csv(tallies),
            f"room-{code}.csv",
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
    else:
        st.caption("No answers yet.")
    _wall(school, code)


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
