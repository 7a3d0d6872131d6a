"""Lesson links and rooms: what a host's link asks of a lesson, and which room a visitor is in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

from ui.lessons import HOST, LESSONS, address_path
from ui.shared import session
from ui.shared.classroom import classroom

MOST_HIDDEN = 30
_KEY = re.compile(r"[a-z][a-z0-9_]{0,40}")


@dataclass(frozen=True)
class Shown:
    """A lesson as this visitor has it: what a link hides, the controls drawn, the settings."""

    hidden: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    settings: str | None = None


@dataclass(frozen=True)
class Visit:
    """The code of the room that was joined, "" outside any, and every lesson by its name."""

    code: str = ""
    lessons: Mapping[str, Shown] = field(default_factory=dict)

    def lesson(self, name: str) -> Shown:
        """Return a lesson; one that was not opened hides nothing."""
        return self.lessons.get(name, Shown())

    def with_lesson(self, name: str, **changed: Any) -> "Visit":
        """Change what is known of one lesson."""
        return replace(self, lessons={**self.lessons, name: replace(self.lesson(name), **changed)})


_VISIT = session.Slot("visit", Visit)


def follow_link(lesson: str) -> None:
    """Do what the lesson's link asks: join its room, hide its controls (a convenience, no lock)."""
    code = st.query_params.get("room", "").strip().upper()
    if code and code != _VISIT.get().code and classroom().is_open(code):
        join(code)
    if (inside := joined()) and code != inside:
        st.query_params["room"] = inside  # a reload must find the room again
    if "hide" in st.query_params:
        _note(lesson, hidden=hidden_keys(st.query_params["hide"]))
    hidden = _VISIT.get().lesson(lesson).hidden
    if hidden:
        selectors = ", ".join(f".st-key-{key}" for key in hidden)
        st.html(f"<style>{selectors} {{ display: none; }}</style>")


def hidden_keys(text: str) -> tuple[str, ...]:
    """Read the keys of `?hide=a,b`; whatever is not a key is left out."""
    keys = [key for key in text.split(",") if _KEY.fullmatch(key)]
    return tuple(dict.fromkeys(keys))[:MOST_HIDDEN]


def _note(lesson: str, **changed: object) -> None:
    _VISIT.put(_VISIT.get().with_lesson(lesson, **changed))


def join(code: str) -> None:
    """Join an open room."""
    _VISIT.put(replace(_VISIT.get(), code=code))


def joined() -> str | None:
    """Return the code of the room this visitor is in, None outside any open room."""
    code = _VISIT.get().code
    return code if code and classroom().is_open(code) else None


def tell_closed() -> None:
    """Say that the room of a link, or the one that was joined, is not open."""
    if joined():
        return
    if code := _VISIT.get().code:
        words = f"Room {code} has been closed by its host."
    elif st.query_params.get("room"):
        words = "The room of this link is not open: its code is wrong, or its host has closed it."
    else:
        return
    st.info(f"{words} The lesson works without it.", icon=":material/meeting_room:")


def leave() -> None:
    """Leave the room; what was given stays until it is taken back or the room is closed."""
    join("")
    st.query_params.pop("room", None)  # a reload must not join again


def remember_controls(lesson: str) -> None:
    """Keep the names of the controls the lesson has just drawn, for the host's list."""
    keys = [key for key in session.keys_in_use() if _KEY.fullmatch(key)]
    _note(lesson, controls=tuple(sorted(keys)))


def controls_of(lesson: str) -> tuple[str, ...]:
    """Return the names of the controls that the lesson drew last."""
    return _VISIT.get().lesson(lesson).controls


_LINKS = ("room", "hide", "present")  # words that are no setting of a lesson


def here() -> str:
    """Return this lesson's settings as its address has them, without the link's own words."""
    pairs = [(k, v) for k, v in st.query_params.to_dict().items() if k not in _LINKS]
    return urlencode(pairs)


def remember_settings(lesson: str) -> None:
    """Keep the lesson's settings as of now, for lessons whose parts run without the frame."""
    _note(lesson, settings=here())


def settings_of(lesson: str, linked: str) -> str:
    """Return the lesson's settings: the latest kept, else those the link brought."""
    latest = _VISIT.get().lesson(lesson).settings
    return linked if latest is None else latest


def lesson_link(path: str, settings: str, *, hide: tuple[str, ...] = (), room: str = "") -> str:
    """Write the whole address of a lesson, from where this page itself was opened."""
    base = urlsplit(st.context.url or "http://localhost:8501/")
    root = base.path.removesuffix("/")
    for page in (*LESSONS, HOST):
        if (ending := f"/{address_path(page)}") != "/":
            root = root.removesuffix(ending)
    pairs = parse_qsl(settings.removeprefix("?"), keep_blank_values=True)
    pairs += [("hide", ",".join(hide))] if hide else []
    pairs += [("room", room)] if room else []
    query = f"?{urlencode(pairs, safe=',')}" if pairs else ""
    return f"{base.scheme}://{base.netloc}{root}/{path}{query}"
