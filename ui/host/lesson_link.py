"""The host's first tab: a lesson as it was set, as a link and a QR code to project."""

import io
import socket
from urllib.parse import parse_qsl, urlencode, urlsplit

import segno
import streamlit as st

from cnncore.training.settings import limits
from ui.lessons import LESSONS, Lesson, address_path, lesson_named
from ui.shared import address, room
from ui.shared.classroom import classroom
from ui.shared.exercise_places import LEVELS, MOST_QUESTIONS, PLACES
from ui.shared.hosting import HOSTING

_NO_EXERCISE = "none"


def draw() -> None:
    """Choose a lesson, its settings and what to hide; show the link and its QR code."""
    name, _, settings = st.query_params.get("at", "convolution?").partition("?")
    settings = room.settings_of(name, settings)
    names = [lesson.name for lesson in LESSONS]
    start = names.index(name) if name in names else 0
    choices, result = st.columns([3, 2], gap="large")
    with choices:
        st.markdown(
            "Set a lesson as you want your room to find it, then press *Link to this lesson* in "
            "its sidebar: lesson and settings arrive here."
        )
        lesson = lesson_named(
            st.selectbox("Lesson", names, index=start, format_func=lambda n: lesson_named(n).title)
        )
        settings = st.text_input(
            "Settings, as they stand in the lesson's address",
            value=settings if lesson.name == name else "",
            placeholder="stride=2&padding=1",
            max_chars=4000,
        )
        if "?" in settings:  # a whole address was pasted
            settings = settings.partition("?")[2]
        settings = _with(settings, _exercise(lesson.name) | _seed(lesson.name))
        hide, code = _hidden(lesson, settings), _room()
    with result:
        qr_code(room.lesson_link(address_path(lesson), settings, hide=hide, room=code))
    st.caption(
        "Hidden controls are a convenience, not a lock: who edits the address sees them again. "
        "The link needs no account."
    )


def _with(settings: str, words: dict[str, str]) -> str:
    """Set words of an address; what it said of them before is replaced."""
    pairs = dict(parse_qsl(settings.removeprefix("?"), keep_blank_values=True))
    return urlencode(pairs | words) if words else settings


def _exercise(lesson: str) -> dict[str, str]:
    """Ask for the exercise that everybody finds open, where the lesson has any."""
    place = PLACES.get(lesson)
    if place is None:
        return {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kinds = {_NO_EXERCISE: _NO_EXERCISE, **place.kinds}
        kind = st.selectbox("Exercise", list(kinds), format_func=address.labels(kinds), width=220)
        if kind == _NO_EXERCISE:
            return {}
        level = st.segmented_control("Level", LEVELS, default=1, required=True)
        question = st.number_input(
            "Question",
            1,
            MOST_QUESTIONS,
            width=140,
            help="Its seed: with the same number everybody gets the same question.",
        )
    return place.address(kind, level, question)


def _seed(lesson: str) -> dict[str, str]:
    """Ask for the seed of everybody's training."""
    if lesson != "training":
        return {}
    most = int(limits("seed")["high"])
    seed = st.number_input(
        "Seed", 0, most, None, placeholder="as in the settings", help=limits("seed")["advice"]
    )
    return {} if seed is None else {"seed": str(seed)}


def _hidden(lesson: Lesson, settings: str) -> tuple[str, ...]:
    known = room.controls_of(lesson.name)
    named = [key for key, _ in parse_qsl(settings.removeprefix("?"))]
    options = sorted({*known, *named})
    chosen = st.multiselect(
        "Hide these controls",
        options,
        accept_new_options=True,
        placeholder="none" if options else "open the lesson once to see its controls here",
        key=f"hide {lesson.name}",
    )
    return room.hidden_keys(",".join(chosen))


def _room() -> str:
    hosted = HOSTING.get().code
    usual = hosted if hosted and classroom().is_open(hosted) else room.joined()
    code = st.text_input(
        "Room code, if the link should join a room",
        value=usual or "",
        max_chars=12,
        help="Open a room in the next tab.",
    )
    code = code.strip().upper()
    if code and not classroom().is_open(code):
        st.caption(":material/warning: No room with this code is open; the link would join none.")
    return code


def qr_code(link: str) -> None:
    """Show a link to copy and its QR code, black on white so that every camera reads it."""
    st.image(
        qr_picture(link),
        width=280,
        caption="Point a phone's camera here.",
        alt="QR code of the link",
    )
    st.code(link, language=None, wrap_lines=True)
    if urlsplit(link).hostname in ("localhost", "127.0.0.1"):
        st.warning(
            "No phone can open *localhost*. Start the server with `--server.address 0.0.0.0` and "
            f"open this page as `http://{own_address()}:{urlsplit(link).port}/host`.",
            icon=":material/wifi:",
        )


def qr_picture(link: str) -> bytes:
    """Return the QR code of a link as PNG, black on white so that every camera reads it."""
    picture = io.BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=8, border=3)
    return picture.getvalue()


def own_address() -> str:
    """Return this machine's address in its network, as a route outwards would use it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # documentation's own network; nothing is sent
        except OSError:
            return "this machine's address"
        return probe.getsockname()[0]
