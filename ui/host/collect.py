"""Collect photos: name two or more things, see what the room gives, and what is learnt from it."""

import streamlit as st

from cnncore.classroom.collecting import MOST_OF_A_THING, MOST_THINGS
from cnncore.classroom.rooms import Classroom
from cnncore.transfer.album import Album
from ui.host import key
from ui.host.lesson_link import qr_code
from ui.lessons import address_path, lesson_named
from ui.own_classes import room_album
from ui.own_classes.figures.photos import small
from ui.own_classes.room_photos import show_room
from ui.shared import hosting, room, session, show
from ui.shared.classroom import classroom

EVERY = 3.0
_NUMBER = "_photo_number"


def draw() -> None:
    """Ask for the host's key and a room; then for what it collects, and show that, live."""
    if not key.is_given():
        return
    code = hosting.hosted()
    if code is None:
        st.markdown("Open or choose a room first, in the tab *The room*.")
        return
    with show.problems():
        things = classroom().collected(code)
        left, right = st.columns([2, 3], gap="large")
        with left:
            _name(classroom(), code, things)
            if things:
                link = address_path(lesson_named("own_classes"))
                qr_code(room.lesson_link(link, "whose=room", room=code))
        if things:
            with right:
                _live(classroom(), code)


def _name(school: Classroom, code: str, things: tuple[str, ...]) -> None:
    st.markdown(
        "Phones take photos of a few things; the room's network learns to tell them apart. "
        "Whoever gives some says so with a press, stays unnamed, and can take them back."
    )
    with st.form("collect", border=False):
        most = MOST_THINGS * (MOST_OF_A_THING + 2)
        typed = st.text_input("Things, parted by commas", ", ".join(things), max_chars=most)
        if things:
            st.caption("Other things, or none: all photos given so far are deleted.")
        if st.form_submit_button("Collect photos", icon=":material/photo_camera:"):
            named = [one.strip() for one in typed.split(",") if one.strip()]
            with show.problems():
                school.collect(code, named)
                room_album.forget()
                st.rerun()


@st.fragment(run_every=EVERY)
def _live(school: Classroom, code: str) -> None:
    if not school.collected(code):
        st.rerun(scope="app")
    with show.problems():
        show_room(code)
        _take_down(school, code, room_album.collected(code).album)


def _take_down(school: Classroom, code: str, album: Album) -> None:
    if not album.shots:
        return
    with st.popover("Take a photo down", icon=":material/visibility_off:"):
        order = sorted(album.shots, key=lambda shot: shot.label)
        if (session.held(_NUMBER) or 1) > len(order):
            session.choose(_NUMBER, len(order))
        number = st.number_input("Which one, row by row", 1, len(order), 1, key=_NUMBER)
        shot = order[int(number) - 1]
        of = album.kinds[shot.label].name
        st.html(f'<img alt="Photo {number}" src="{small(shot, 168)}" width="168">')
        st.caption(f"Given as {of}.")
        st.button("Take it down", key="_photo_down", on_click=_down, args=(school, code, shot.png))


def _down(school: Classroom, code: str, png: bytes) -> None:
    school.take_photo_down(code, png)
    room_album.forget()
