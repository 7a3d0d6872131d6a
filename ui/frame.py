"""The frame every lesson hangs in: the one list of lessons, the sidebar, the way onward."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from cnncore.words.glossary import WORDS
from ui.shared import presence, process, room
from ui.shared.progress import note_lesson

PRODUCT = "CNN by hand"
_CSS = Path(__file__).with_suffix(".css")
_JS = f"<script>{Path(__file__).with_suffix('.js').read_text()}</script>"
_ICON = Path(__file__).with_name("favicon.png")  # a Material icon would be fetched from outside


@dataclass(frozen=True)
class Lesson:
    """One page: its name in code, its file, and the words that lead to it."""

    name: str
    path: str
    title: str
    icon: str
    question: str


LESSONS = (
    Lesson(
        "home",
        "streamlit_app.py",
        "What is a CNN?",
        ":material/home:",
        "How can a grid of numbers know a 7 when it sees one?",
    ),
    Lesson(
        "convolution",
        "pages/convolution.py",
        "Convolution by hand",
        ":material/grid_on:",
        "What does a small kernel do as it slides over an image?",
    ),
    Lesson(
        "filter_gallery",
        "pages/filter_gallery.py",
        "Filter gallery",
        ":material/photo_library:",
        "What can one small kernel find in your photo?",
    ),
    Lesson(
        "network",
        "pages/network.py",
        "The network",
        ":material/account_tree:",
        "How do a few such layers become an answer, and what does each cost?",
    ),
    Lesson(
        "training",
        "pages/training.py",
        "Training",
        ":material/show_chart:",
        "How does the network find its filters on its own?",
    ),
    Lesson(
        "draw_digit",
        "pages/draw_digit.py",
        "Draw a digit",
        ":material/draw:",
        "What does the network make of your own hand?",
    ),
    Lesson(
        "inside",
        "pages/inside.py",
        "Inside the network",
        ":material/troubleshoot:",
        "Where did the answer come from, down to a single number?",
    ),
)

# The host's page is found by its address and by the link at the foot of every lesson's sidebar.
HOST = Lesson(
    "host",
    "pages/host.py",
    "For the host",
    ":material/co_present:",
    "How do I bring a room of people to the lesson I have prepared?",
)

_NUMBER = {lesson.name: number for number, lesson in enumerate(LESSONS)}


def lesson_named(name: str) -> Lesson:
    """Return the lesson with this name."""
    return HOST if name == HOST.name else LESSONS[_NUMBER[name]]


def address_path(lesson: Lesson) -> str:
    """Return the lesson's path in the address: "" for home, "convolution" for that page."""
    return "" if lesson.name == "home" else lesson.path[len("pages/") : -len(".py")]


def open_lesson(name: str) -> None:
    """Set the page up, draw the sidebar, and print the lesson's title and question."""
    process.settle()
    lesson = lesson_named(name)
    st.set_page_config(
        page_title=f"{lesson.title} · {PRODUCT}", page_icon=str(_ICON), layout="wide"
    )
    st.html(_CSS)
    st.html(_JS, unsafe_allow_javascript=True)
    presence.enter(name)
    room.follow_link(name)
    with st.sidebar:
        st.markdown(f"### {PRODUCT}")
        for other in LESSONS:
            st.page_link(other.path, label=other.title, icon=other.icon)
        st.divider()
        at = {"at": f"{name}?{room.here()}"} if name != HOST.name else None
        st.page_link(
            HOST.path, label="Link to this lesson", icon=":material/qr_code_2:", query_params=at
        )
        if code := room.joined():
            st.caption(f"In room **{code}**")
            st.button("Leave the room", type="tertiary", key="_leave", on_click=room.leave)
        with st.expander("Words", icon=":material/menu_book:"):
            words = (f"**{word.name.capitalize()}.** {word.meaning}" for word in WORDS)
            st.markdown("\n\n".join(words))
    note_lesson(name)
    st.title(lesson.title, anchor=False)
    st.markdown(f"*{lesson.question}*")
    room.tell_closed()


def link_next(name: str) -> None:
    """Draw the link from this lesson to the next one, with the question it answers."""
    room.remember_controls(name)
    number = _NUMBER[name] + 1
    if number < len(LESSONS):
        onward = LESSONS[number]
        st.divider()
        st.page_link(
            onward.path, label=f"Next: **{onward.title}.** {onward.question}", icon=onward.icon
        )
