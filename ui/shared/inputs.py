"""Inputs that Streamlit binds to the address, which may hold anything."""

import math
from collections.abc import Callable
from contextlib import suppress
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException

from ui.shared import address, session


def whole_number(label: str, least: int, most: int, default: int, *, key: str, **more) -> int:
    """Ask for a whole number; a word of the address that is none gives the default and goes.

    Streamlit heals every other bad word by itself; on infinity its int() fails.
    """
    bind = binding(key, default, _is_finite, stays=False)
    return st.number_input(label, least, most, default, key=key, bind=bind, **more)


def binding(
    key: str, default: object, takes: Callable[[str], bool], *, stays: bool = True
) -> Literal["query-params"] | None:
    """Return how an input is to be bound to the address: not at all where its word is not taken.

    Streamlit reads the word as it draws a bound input, and would keep it. Drawn unbound, this once,
    the input has its default, and the word goes. What a reader has typed `stays`, to be mended.
    """
    words = st.query_params.get_all(key)
    if not words or takes(words[-1]) or (stays and not address.counts(key)):
        return "query-params"
    if session.mounted(key):  # gone back to this address, or left with a value to come back to
        session.choose(key, default)
    with suppress(StreamlitAPIException):  # bound before: what is drawn unbound takes its word away
        st.query_params.pop(key, None)
    return None


def _is_finite(word: str) -> bool:
    """Tell whether a word is no infinity; what is no number at all is healed by Streamlit.

    >>> _is_finite("7"), _is_finite("banana"), _is_finite("-1e309")
    (True, True, False)
    """
    try:
        return not math.isinf(float(word))
    except ValueError:
        return True
