"""Buttons that make or send something: however quickly one is pressed, it does so once.

Presses that come before the page is drawn anew carry the number with which the button was drawn;
the first uses it up. Those of a burst also come between two drawings, with another number: the same
press, about the same, is passed over as well until the page has shown for `BURST` what came of the
last. So on a busy machine a burst may last longer.

A press breaks off what runs, the callback of the press before it too: wherever that reads or writes
what Streamlit keeps, and not before, so that for a while both run, each in its own thread. So a
press has two halves. The first makes, once, while the others wait, and touches nothing of Streamlit
from then on; the second, which it returns, says what follows on the page, and is told again by
every press that is passed over, until one has told it whole.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from threading import Lock
from time import monotonic
from typing import Literal

import streamlit as st

from cnncore.errors import InputError
from ui.shared import session, show

BURST = 8.0  # seconds without a press or its answer, after which the same press is meant again
Follow = Callable[[], None]
_NUMBERS = count(1)


@dataclass
class Press:
    """The last press of a button: the number it was drawn with, what it was about, and when it came
    or, once `shown`, when the page was first drawn after it.

    It is changed in place: so nothing breaks in between what was made and the word that it was.
    """

    number: int
    about: object
    at: float
    shown: bool = False
    work: Literal["asked", "begun", "done"] = "asked"
    follow: Follow | None = None
    problem: InputError | None = None


@dataclass
class Presses:
    """A visitor's last press of every button, and the lock of those that are being answered."""

    last: dict[str, Press] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_PRESSES: session.Slot[Presses] = session.Slot("presses", Presses)


def button(
    label: str,
    act: Callable[..., Follow | None],
    *given: object,
    key: str,
    about: object = None,
    **look,
) -> None:
    """Draw a button that calls `act(*given)`; presses about something else are other presses.

    `act` makes or sends something as the last it does, and may return what follows on the page,
    which can be told twice. Its `InputError` is shown below the button.
    """
    _draw(label, act, given, key, about, look)
    press = _PRESSES.get().last.get(key)
    if press is not None and press.problem is not None:
        show.problem(press.problem)
        press.problem = None


def asked(label: str, *, key: str, about: object = None, **look) -> bool:
    """Draw a button for work that is done, and shown, in its place; tell whether to do it now.

    The work says `done(key)` at its end. A press while it goes on breaks it off, as any move on the
    page does, and has it begun anew: then too it is done once.
    """
    _draw(label, None, (), key, about, look)
    press = _PRESSES.get().last.get(key)
    if press is None or press.work != "asked" or press.about != about:
        return False
    press.work = "begun"
    return True


def done(key: str) -> None:
    """Say that what was `asked` has been done."""
    press = _PRESSES.get().last[key]
    press.work, press.at = "done", monotonic()


def _draw(
    label: str, act: Callable | None, given: tuple, key: str, about: object, look: dict
) -> None:
    press = _PRESSES.get().last.get(key)
    if press is not None and not press.shown:
        press.at, press.shown = monotonic(), True
    drawn = (key, next(_NUMBERS), about, act, given)
    st.button(label, key=key, on_click=_press, args=drawn, **look)


def _press(key: str, number: int, about: object, act: Callable | None, given: tuple) -> None:
    presses = _PRESSES.get()
    with presses.lock:
        press = _pressed(presses.last, key, number, about)
        if act is None:
            press.work = "done" if press.work == "done" else "asked"
        elif press.work != "done":
            try:
                press.follow = act(*given)
            except InputError as error:
                press.problem = error
            press.work, press.at = "done", monotonic()  # a burst is counted from its end
    if press.follow is not None:
        press.follow()


def _pressed(presses: dict[str, Press], key: str, number: int, about: object) -> Press:
    """Return the press that this one is: the last one once more, or a new one."""
    press, now = presses.get(key), monotonic()
    if press is None or not _is_same(press, number, about, now):
        press = presses[key] = Press(number, about, now)
    press.number, press.at, press.shown = max(number, press.number), now, False
    return press


def _is_same(last: Press, number: int, about: object, now: float) -> bool:
    return number <= last.number or (about == last.about and now - last.at < BURST)
