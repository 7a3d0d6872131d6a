"""Choices in the address: it holds an option's short key, the page shows the option's label.

Streamlit's own binding (`bind="query-params"`) writes labels, so that a reworded label would break
every link; it stays for numbers, texts and switches, which have no words. The rules are the same:
the address counts when a choice comes onto the page, and when the reader goes back or forward;
from then on the choice itself counts and the address follows, the first option left out. Without a
word in the address, a choice that comes back holds what it held before, also in another lesson.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.shared import session
from ui.shared.old_links import key_of


@dataclass
class _Choices:
    """What is known of a visitor's choices: lists of keys, by the parameter's name."""

    chosen: dict[str, list[str]] = field(default_factory=dict)  # last, in any lesson
    ahead: dict[str, list[str]] = field(default_factory=dict)  # to be taken when next drawn
    drawn: set[str] = field(default_factory=set)  # so far, in the part being drawn
    parts: dict[str, set[str]] = field(default_factory=dict)  # part of a page -> drawn there last


_CHOICES = session.Slot("choices", _Choices)
_AT: session.Slot[str] = session.Slot("lesson shown", str)


def choose(
    widget: Callable[..., str | None],
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    default: str | None = None,
    **more,
) -> str:
    """Ask for one of `options` (key -> label) and return its key; `key` is the parameter's name.

    `widget` is `st.selectbox`, `st.radio`, `st.segmented_control` or `st.pills`. The default is
    the first option, unless another is named.
    """
    keys = list(options)
    first = default if default is not None and default in options else keys[0]
    coming = incoming(key, options, [first])
    if coming:
        session.choose(key, coming[-1])
    elif session.mounted(key) and session.held(key) not in options:  # or its label is another now
        session.choose(key, last(key) if last(key) in options else first)
    in_a_list = widget in (st.selectbox, st.radio)
    start: dict[str, object] = (
        {"index": keys.index(first)} if in_a_list else {"default": first, "required": True}
    )
    chosen = widget(label, keys, format_func=labels(options), key=key, **start, **more) or first
    follow(key, [chosen], [first])
    return chosen


def choose_some(label: str, options: Mapping[str, str], *, key: str, **more) -> list[str]:
    """Ask for any of `options` (key -> label), none to begin with, and return their keys."""
    coming = incoming(key, options, [])
    if coming is not None:
        session.choose(key, coming)
    shown = labels(options)
    chosen = st.pills(
        label, list(options), selection_mode="multi", format_func=shown, key=key, **more
    )
    follow(key, chosen, [])
    return chosen


def word(key: str) -> str:
    """Return a word that no control holds, "" if there is none; an empty one leaves the address."""
    found = st.query_params.get(key, "")
    if not found:
        st.query_params.pop(key, None)
    return found


def only(key: str, *words: str) -> str:
    """Return a word that no control holds if it is one of these; any other leaves the address."""
    found = word(key)
    if found in words:
        return found
    say(key, "")
    return ""


def say(key: str, said: str) -> None:
    """Let the address hold a word that no control holds; "" takes it away."""
    _write(key, [said] if said else [])


def last(key: str) -> str:
    """Return what a choice held when it was last drawn, in any lesson; "" if it never was."""
    return next(iter(_CHOICES.get().chosen.get(key, ())), "")


def labels(options: Mapping[str, str]) -> Callable[[str], str]:
    """Return what turns a key into its label; a label, which Streamlit may ask for, stays one."""
    return lambda one: options.get(one, one)


def put(key: str, chosen: str) -> None:
    """Set a choice or a tab, on the page already or not, from a callback of something else."""
    _CHOICES.get().ahead[key] = [chosen]


def incoming(key: str, options: Mapping[str, str], first: list[str]) -> list[str] | None:
    """Return the keys that a choice must be set to before it is drawn; None: leave it alone."""
    choices = _CHOICES.get()
    if key in choices.ahead:
        return choices.ahead.pop(key)
    if not counts(key):
        return None
    words = (key_of(key, word) for word in st.query_params.get_all(key))
    asked = [word for word in words if word in options]
    if went_back():
        return asked or first
    kept = [word for word in choices.chosen.get(key, ()) if word in options]
    chosen = asked or kept
    return chosen if chosen and chosen != first else None


def arrive(lesson: str) -> None:
    """Let the address decide over every control it names as a lesson is come to.

    Streamlit keeps what a bound control held before, and a link would open something else.
    """
    if _AT.get() == lesson:
        return
    _AT.put(lesson)
    for key in st.query_params:
        session.forget(key)


def counts(key: str) -> bool:
    """Tell whether the address decides over a control now: as it comes, or the reader goes back."""
    return went_back() or not session.mounted(key)


def follow(key: str, chosen: list[str], first: list[str]) -> None:
    """Let the address say what was chosen, if it says anything else."""
    choices = _CHOICES.get()
    choices.drawn.add(key)
    choices.chosen[key] = chosen
    _write(key, [] if chosen == first else chosen)


@contextmanager
def part(name: str) -> Iterator[None]:
    """Draw a part of a page; choices that have gone from it leave the address, as bound ones do."""
    choices = _CHOICES.get()
    outer = choices.drawn
    choices.drawn = here = set[str]()
    try:
        yield
    finally:
        choices.drawn = outer
    outer |= here
    for key in choices.parts.get(name, set()) - here:
        _write(key, [])
    choices.parts[name] = here


def _write(key: str, words: list[str]) -> None:
    if st.query_params.get_all(key) == words:
        return
    if words:
        st.query_params[key] = words
    else:
        st.query_params.pop(key, None)


def went_back() -> bool:
    """Tell whether this run answers the browser's back or forward: then the address counts."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation
