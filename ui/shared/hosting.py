"""What makes a visitor a host, until the tab is closed; and what a host does from any lesson."""

from dataclasses import dataclass, replace

import streamlit as st

from ui.lessons import HOST
from ui.shared import address, once, room, session
from ui.shared.classroom import classroom


@dataclass(frozen=True)
class Hosting:
    """Whether the host's key was given, and the code of the room hosted, "" before any."""

    allowed: bool = False
    code: str = ""


HOSTING = session.Slot("hosting", Hosting)
WORD = "hosting"  # in the address of the host's page: a reload finds the room again


def hosted() -> str | None:
    """Return the code of the open room that this visitor hosts, None if there is none."""
    hosting = HOSTING.get()
    return hosting.code if hosting.allowed and classroom().is_open(hosting.code) else None


def host(code: str) -> None:
    """Host this room from now on."""
    HOSTING.put(replace(HOSTING.get(), code=code))


def keep_in_address() -> None:
    """Let the host's page be opened again with the room it shows, once the key is given anew."""
    if not HOSTING.get().code and classroom().is_open(named := address.word(WORD).upper()):
        host(named)
    code = HOSTING.get().code
    address.say(WORD, code if classroom().is_open(code) else "")


def lead_from_here(lesson: str, step: str) -> None:
    """Offer to take the room to this lesson as it is set, and to ask it the step's question."""
    code = hosted()
    if code is None:
        return
    st.caption(f"You host room **{code}**")
    if lesson == HOST.name:  # no place to bring a class to
        return
    once.button(
        "Everybody here",
        _everybody,
        code,
        lesson,
        key="_everybody",
        about=(code, lesson, room.here()),
        icon=":material/campaign:",
        help="Whoever of the room follows comes to this lesson, as you have set it.",
        width="stretch",
    )
    if step:
        once.button(
            "Ask the room this",
            _ask,
            code,
            lesson,
            step,
            key="_ask_room",
            about=(code, lesson, step),
            icon=":material/how_to_vote:",
            help="Everybody predicts; the answer stays covered until you reveal it, on the host's "
            "page under Lead.",
            width="stretch",
        )


def _everybody(code: str, lesson: str) -> None:
    classroom().lead(code, f"{lesson}?{room.here()}")


def _ask(code: str, lesson: str, step: str) -> None:
    classroom().ask(code, f"{lesson}?{room.here()}", f"{lesson}:{step}")
