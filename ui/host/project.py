"""The projector's view: how to join, what is asked, what came; readable from the back of a room."""

import streamlit as st

from ui.figures.pictures import wall_image
from ui.host import key, questions
from ui.host.controls import TAB
from ui.host.lead import told
from ui.host.lesson_link import qr_picture
from ui.lessons import HOST, address_path, lesson_named
from ui.own_classes.room_photos import show_room
from ui.shared import our_handwriting, room, runs, show
from ui.shared.classroom import classroom
from ui.shared.hosting import hosted

EVERY = 1.0
_ZOOM = 1.9  # of a room's photos and their words
ACROSS, MOST_SHOWN = 12, 36  # drawings in a row, and in all: large enough for the last row of seats


def draw() -> None:
    """Show the hosted room; say what to do first where there is none."""
    with st.container(key="projector"):
        _draw()


def _draw() -> None:
    code = hosted() if key.is_given() else None
    if code is None:
        st.markdown("This shows the room that you host: open or choose one on the host's page.")
        st.page_link(
            HOST.path,
            label="To the host's page",
            icon=":material/arrow_back:",
            query_params={TAB: "room"},
        )
        return
    join, asked = st.columns([2, 5], gap="large")
    with join:
        link = room.lesson_link(address_path(lesson_named("home")), "", room=code)
        st.image(qr_picture(link), width=420, alt="QR code of the link into the room")
        st.html(
            f'<div style="font-size:96px;font-weight:700;line-height:1.1">{code}</div>'
            f'<div style="font-size:28px;overflow-wrap:anywhere">{link.partition("?")[0]}</div>'
        )
    with asked:
        st.fragment(_live, run_every=EVERY)(code)


def _live(code: str) -> None:
    school = classroom()
    if not school.is_open(code):
        st.rerun()  # closed by a host elsewhere: nobody can join any more
    with show.problems():
        lead = school.led(code)
        if lead is not None and lead.question in questions.QUESTIONS:
            told(school, code, lead, size="28px")
        else:
            st.markdown("Point your phone's camera at the square, or type address and code.")
            if school.collected(code):
                show_room(code, zoom=_ZOOM)
            _wall(code)
            running, waiting = runs.engine().traffic()
            if running or waiting:
                st.markdown(f"**{running}** networks train, **{waiting}** wait.")


def _wall(code: str) -> None:
    """Show the room's drawings large, and how each of its networks reads it."""
    test = our_handwriting.room_test(code)
    if not len(test.images):
        return
    shown = test.images[:MOST_SHOWN]
    alt = f"{len(shown)} of the room's {len(test.images)} drawings"
    st.image(wall_image(shown, across=ACROSS), width="stretch", alt=alt)
    told = zip(test.names, test.told.accuracy, strict=True)
    st.markdown("\n".join(f"- {name}: **{share:.0%}** right" for name, share in told))
