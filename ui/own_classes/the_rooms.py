"""Photos of a room: give it some, take them back, see what its network learns from all of them."""

import secrets
from collections.abc import Mapping
from functools import partial

import numpy as np
import streamlit as st

from cnncore.errors import InputError
from cnncore.photos import decode_photo
from cnncore.transfer import words
from cnncore.transfer.album import Shot, take_shots
from ui.components.camera import show_camera
from ui.own_classes import cache, controls, room_album
from ui.own_classes.answer import show_answer
from ui.own_classes.desk import told
from ui.own_classes.figures.photos import strip
from ui.own_classes.room_photos import show_room
from ui.shared import once, receipts, room, session, show
from ui.shared.classroom import classroom
from ui.shared.imagenet import network

EVERY = 3.0  # seconds between looks at what the room has given
MOST_EACH = 40  # photos that one visitor may have in the room
_LEAST = 32
# photos that this visitor has taken and not given yet
_TAKEN: session.Slot[tuple[Shot, ...]] = session.Slot("photos for the room", tuple)
_PROBLEM: session.Slot[str] = session.Slot("problem of giving", str)
_FILES: session.Slot[int] = session.Slot("uploads for the room", int)


def collecting() -> tuple[str, tuple[str, ...]] | None:
    """Return the code of the room this visitor is in and the things it collects, if it does."""
    code = room.joined()
    things = classroom().collected(code) if code else ()
    return (code, things) if code and things else None


def draw(code: str, things: tuple[str, ...]) -> None:
    """Take photos on the left and give them; on the right what the room has and learns."""
    left, right = st.columns(2, gap="large")
    with left, show.problems():
        _take()
        if taken := _TAKEN.get():
            _give(code, things, taken)
        if problem := _PROBLEM.get():
            st.warning(problem, icon=":material/build:")
        receipts.offer_to_take_back(receipts.PHOTOS, key="_photo_back", gone=room_album.forget)
    with right:
        _room(code)


def _take() -> None:
    if controls.comes_from() == "camera":
        show_camera(key="room_camera", live=False, answered=0, on_photos=_took)
        return
    files = controls.upload_some(f"_room_files_{_FILES.get()}")
    if not files:
        return
    reading = f"Reading {words.photos(len(files))}…"
    bar, problems = st.progress(0.0, reading), []
    for number, file in enumerate(files, 1):
        try:
            _took([decode_photo(file.getvalue(), least=_LEAST)])
        except InputError as problem:
            problems.append(told(problem, file.name))
        bar.progress(number / len(files), reading)
    _FILES.put(_FILES.get() + 1)
    _PROBLEM.put(" ".join(problems))
    st.rerun()


def _took(photos: list[np.ndarray]) -> None:
    burst = secrets.token_hex(4) if len(photos) > 1 else ""
    _keep(take_shots(network(), photos, 0, burst))


def _keep(shots: list[Shot]) -> None:
    known = {one.digest: one for one in (*_TAKEN.get(), *shots)}
    _TAKEN.put(tuple(known.values())[-MOST_EACH:])
    _PROBLEM.clear()


def _give(code: str, things: tuple[str, ...], taken: tuple[Shot, ...]) -> None:
    st.html(strip([cache.thumbnail(one.digest, one) for one in taken]))
    place = controls.kind(
        {str(number): name for number, name in enumerate(things)}, "They show", "of"
    )
    count = words.photos(len(taken))
    about = (code, place, tuple(one.digest for one in taken))
    with st.container(horizontal=True):
        once.button(
            f"Give {count} to the room as {things[place]}",
            _hand_over,
            code,
            place,
            taken,
            len(receipts.PHOTOS.get()),
            key="_give_photos",
            about=about,
            type="primary",
            icon=":material/volunteer_activism:",
        )
        st.button("Not these", key="_not_these", on_click=_not_these, type="tertiary")
    st.caption(
        "Everybody in this room and its projector will see them, without your name; give none that "
        "shows somebody who has not agreed. They lie in the room's file on this server until you "
        "take them back from this browser, or the host closes the room, or a day has passed."
    )
    _expected(code, taken[-1])


def _not_these() -> None:
    _TAKEN.clear()
    _PROBLEM.clear()


def _expected(code: str, shot: Shot) -> None:
    """Show what the room's network says of the photo before it is given."""
    learnt = room_album.collected(code).learnt
    if not isinstance(learnt, InputError):
        st.markdown("**What the room's network says of it now**")
        show_answer(learnt, shot, key="room_answer")


def _hand_over(code: str, place: int, taken: tuple[Shot, ...], has: int) -> once.Follow:
    """Give one after another, until one cannot be given."""
    given: dict[str, str] = {}  # a photo's digest -> the receipt for it
    problem = ""
    try:
        for one in taken:
            if has + len(given) >= MOST_EACH:
                most = f"at most {MOST_EACH} photos of yours"
                raise InputError(most, "one more", "Take one back first.")
            given[one.digest] = classroom().give_photo(code, room_album.given(one, place))
    except InputError as found:
        problem = told(found)
    return partial(_given, given, problem)


def _given(given: Mapping[str, str], problem: str) -> None:
    receipts.keep(receipts.PHOTOS, *given.values())
    _TAKEN.put(tuple(one for one in _TAKEN.get() if one.digest not in given))
    _PROBLEM.put(problem)


@st.fragment(run_every=EVERY)
def _room(code: str) -> None:
    if room.joined() != code or not classroom().collected(code):
        st.rerun(scope="app")  # closed, or collected no more: the page says so
    with show.problems():
        show_room(code)
