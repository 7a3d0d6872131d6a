"""Buttons that make or send something: however quickly one is pressed, it does so once.

Presses that come before the page is drawn anew carry the number with which the button was drawn;
the first uses it up. Those of a burst also come between two drawings, with another number: the same
press, about the same, within `BURST` of the last is passed over as well.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from time import monotonic

import streamlit as st

from ui.shared import session

BURST = 4.0  # seconds without a press, after which the same press is meant again
_NUMBERS = count(1)


@dataclass(frozen=True)
class Press:
    """The last press of a button: the number it was drawn with, what it was about, and when.

    Its work is "asked" for, "begun" or "done".
    """

    number: int
    about: object
    at: float
    work: str


_PRESSES: session.Slot[Mapping[str, Press]] = session.Slot("presses", dict)


def button(
    label: str, act: Callable | None, *given: object, key: str, about: object = None, **look
) -> None:
    """Draw a button that calls `act(*given)`; presses about something else are other presses."""
    drawn = (key, next(_NUMBERS), about, act, given)
    st.button(label, key=key, on_click=_press, args=drawn, **look)


def asked(label: str, *, key: str, about: object = None, **look) -> bool:
    """Draw a button for work that is done, and shown, in its place; tell whether to do it now.

    The work says `done(key)` at its end. A press while it goes on breaks it off, as any move on the
    page does, and has it begun anew: then too it is done once.
    """
    button(label, None, key=key, about=about, **look)
    press = _PRESSES.get().get(key)
    if press is None or press.work != "asked" or press.about != about:
        return False
    _keep(key, replace(press, work="begun"))
    return True


def done(key: str) -> None:
    """Say that what was `asked` has been done."""
    _keep(key, replace(_PRESSES.get()[key], work="done", at=monotonic()))


def _press(key: str, number: int, about: object, act: Callable | None, given: tuple) -> None:
    last, now = _PRESSES.get().get(key), monotonic()
    if last is not None and _is_same(last, number, about, now):
        work = last.work if last.work == "done" else "asked"
        _keep(key, replace(last, number=max(number, last.number), at=now, work=work))
        return
    _keep(key, Press(number, about, now, "asked" if act is None else "done"))
    if act is not None:
        act(*given)
        done(key)  # a burst is counted from its end


def _is_same(last: Press, number: int, about: object, now: float) -> bool:
    return number <= last.number or (about == last.about and now - last.at < BURST)


def _keep(key: str, press: Press) -> None:
    _PRESSES.put({**_PRESSES.get(), key: press})
