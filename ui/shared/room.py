"""Lesson links and rooms: what a host's link asks of a lesson, and which room a visitor is in."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

from ui.shared import session
from ui.shared.classroom import classroom

MOST_HIDDEN = 30
_KEY = re.compile(r"[a-z][a-z0-9_]{0,40}")


def follow_link(lesson: str) -> None:
    """Do what the lesson's link asks: join its room, hide its controls (a convenience, no lock)."""
    code = st.query_params.get("room", "").strip().upper()
    if code and code != session.kept("room") and classroom().is_open(code):
        session.keep("room", code)
    if joined() and code != joined():
        st.query_params["room"] = joined()  # a reload must find the room again
    if "hide" in st.query_params:
        session.keep(f"hidden:{lesson}", hidden_keys(st.query_params["hide"]))
    hidden = session.kept(f"hidden:{lesson}", ())
    if hidden:
        selectors = ", ".join(f".st-key-{key}" for key in hidden)
        st.html(f"<style>{selectors} {{ display: none; }}</style>")


def hidden_keys(text: str) -> tuple[str, ...]:
    """Read the keys of `?hide=a,b`; whatever is not a key is left out."""
    keys = [key for key in text.split(",") if _KEY.fullmatch(key)]
    return tuple(dict.fromkeys(keys))[:MOST_HIDDEN]


def joined() -> str | None:
    """Return the code of the room this visitor is in, None outside any open room."""
    code = session.kept("room")
    return code if code and classroom().is_open(code) else None


def tell_closed() -> None:
    """Say that the room of a link, or the one that was joined, is not open."""
    if joined():
        return
    if session.kept("room"):
        words = f"Room {session.kept('room')} has been closed by its host."
    elif st.query_params.get("room"):
        words = "The room of this link is not open: its code is wrong, or its host has closed it."
    else:
        return
    st.info(f"{words} The lesson works without it.", icon=":material/meeting_room:")


def leave() -> None:
    """Leave the room; what was given stays until it is taken back or the room is closed."""
    session.forget("room")
    st.query_params.pop("room", None)  # a reload must not join again


def remember_controls(lesson: str) -> None:
    """Keep the names of the controls the lesson has just drawn, for the host's list."""
    keys = [key for key in session.keys_in_use() if _KEY.fullmatch(key)]
    session.keep(f"controls:{lesson}", tuple(sorted(keys)))


def here() -> str:
    """Return this lesson's settings as its address has them, without the link's own words."""
    pairs = [(k, v) for k, v in st.query_params.to_dict().items() if k not in ("room", "hide")]
    return urlencode(pairs)


def remember_settings(lesson: str) -> None:
    """Keep the lesson's settings as of now, for lessons whose parts run without the frame."""
    session.keep(f"settings:{lesson}", here())


def settings_of(lesson: str, linked: str) -> str:
    """Return the lesson's settings: the latest kept, else those the link brought."""
    return session.kept(f"settings:{lesson}", linked)


def lesson_link(path: str, settings: str, *, hide: tuple[str, ...] = (), room: str = "") -> str:
    """Write the whole address of a lesson, from where this page itself was opened."""
    base = urlsplit(st.context.url or "http://localhost:8501/")
    root = base.path.removesuffix("/").removesuffix("host").removesuffix("/")
    pairs = parse_qsl(settings.removeprefix("?"), keep_blank_values=True)
    pairs += [("hide", ",".join(hide))] if hide else []
    pairs += [("room", room)] if room else []
    query = f"?{urlencode(pairs, safe=',')}" if pairs else ""
    return f"{base.scheme}://{base.netloc}{root}/{path}{query}"
