"""The frame every lesson hangs in: the one list of lessons, the sidebar, the way onward."""

from pathlib import Path

import streamlit as st

from cnncore.words.glossary import WORDS, new_words
from ui.lessons import HOST, LESSONS, PRODUCT, lesson_named, place_of
from ui.shared import (
    address,
    ahead,
    beforehand,
    following,
    hosting,
    kept,
    path,
    path_state,
    presence,
    present,
    process,
    room,
    start,
)
from ui.shared.progress import note_lesson
from ui.shared.prose import prose

_CSS = Path(__file__).with_suffix(".css")
_JS = f"<script>{Path(__file__).with_suffix('.js').read_text()}</script>"
_ICON = Path(__file__).with_name("favicon.png")  # a Material icon would be fetched from outside


def open_lesson(name: str, *, titled: bool = True) -> None:
    """Set the page up, draw the sidebar, and print the lesson's title and question."""
    process.settle()
    start.check_folders()
    following.come_in_turn()
    lesson = lesson_named(name)
    st.set_page_config(
        page_title=f"{lesson.title} · {PRODUCT}", page_icon=str(_ICON), layout="wide"
    )
    st.html(_CSS)
    address.arrive(name)
    room.follow_link(name)
    presence.enter(room.joined(), name)
    with st.sidebar:
        st.markdown(f"### {PRODUCT}")
        for other in LESSONS:
            st.page_link(other.path, label=other.title, icon=other.icon)
        _path_state(name)
        st.divider()
        at = {"at": f"{name}?{room.here()}"} if name != HOST.name else None
        st.page_link(
            HOST.path, label="Link to this lesson", icon=":material/qr_code_2:", query_params=at
        )
        if name != HOST.name:
            present.offer()
        has_path = name not in (LESSONS[0].name, HOST.name)
        hosting.lead_from_here(name, st.query_params.get(path.WORD, "") if has_path else "")
        if code := room.joined():
            st.caption(f"In room **{code}**")
            st.button("Leave the room", type="tertiary", key="_leave", on_click=room.leave)
        with st.expander("Words", icon=":material/menu_book:"):
            told = (f"**{word.title}.** {word.meaning}" for word in WORDS)
            st.markdown("\n\n".join(told))
        with st.container(key="kept_here"):  # what comes and goes in it moves nothing below
            path_state.remember()
            kept.remember()
            kept.offer_to_forget()
            kept.restore()
        # last: an element that takes room until the style sheet has come, which the lesson above
        # would jump by
        st.html(_JS, unsafe_allow_javascript=True)
        if name != HOST.name and lesson != LESSONS[-1]:
            ahead.fetch(LESSONS[place_of(name) + 1].name)
    note_lesson(name)
    present.way_back()
    if titled:
        with st.container(key="title"):
            st.title(lesson.title, anchor=False)
            st.markdown(f"*{lesson.question}*")
    if name != HOST.name:
        following.banner(name)
    if name != LESSONS[0].name and (words := new_words(name)):  # home explains its own as it goes
        shown = ", ".join(word.name for word in words)
        prose(f"New words, explained when pointed at: {shown}.")
    with st.container(key="closed_room"):  # so that what stands below keeps its place
        room.tell_closed()
    beforehand.begin()


def _path_state(name: str) -> None:
    """Say how much has been found out on the paths, and lead back to the step that was left."""
    if count := path_state.found_in_all():
        st.caption(f"{count} question{'s' if count > 1 else ''} found out")
    place = path_state.last()
    if place is not None and (name != place.lesson or path.WORD not in st.query_params):
        st.page_link(
            lesson_named(place.lesson).path,
            label=f"Back to: {place.title}",
            icon=":material/route:",
            query_params={path.WORD: place.step},
        )


def link_next(name: str) -> None:
    """Draw the link from this lesson to the next one, with the question it answers."""
    room.remember_controls(name)
    number = place_of(name) + 1
    if number == len(LESSONS):
        st.divider()
        st.markdown("**That was the last lesson.** You have gone from one sum to a whole network.")
        st.page_link(
            LESSONS[0].path,
            label="To end with: **five questions**, each answer explained",
            icon=":material/flag:",
            query_params={"home_tab": "recap"},
        )
    elif number < len(LESSONS):
        onward = LESSONS[number]
        st.divider()
        st.page_link(
            onward.path, label=f"Next: **{onward.title}.** {onward.question}", icon=onward.icon
        )
