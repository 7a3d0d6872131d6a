"""Typed access to what is too big for an address: the only home of `st.session_state`."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st
from streamlit.errors import StreamlitAPIException

T = TypeVar("T")


@dataclass(frozen=True)
class Slot(Generic[T]):
    """One record that a visitor keeps, and nobody else, until the tab is closed.

    It survives a change of lesson. Each concern has one slot, in the module that owns the record;
    `first` makes what is kept before anything was put.
    """

    name: str
    first: Callable[[], T]

    def get(self) -> T:
        """Return what is kept; what `first` makes is kept from then on."""
        key = f"kept:{self.name}"
        if key not in st.session_state:
            st.session_state[key] = self.first()
        return st.session_state[key]

    def put(self, value: T) -> None:
        """Keep `value`."""
        st.session_state[f"kept:{self.name}"] = value

    def clear(self) -> None:
        """Go back to what was there first."""
        st.session_state.pop(f"kept:{self.name}", None)

    def is_kept(self) -> bool:
        """Tell whether anything has been put, or made first."""
        return f"kept:{self.name}" in st.session_state


def keys_in_use() -> list[str]:
    """List the keys in use now, of controls and of what is kept."""
    return [key for key in st.session_state if isinstance(key, str)]


def choose(key: str, value: object) -> None:
    """Set the control with this key, from a callback of another one."""
    st.session_state[key] = value


def reported(key: str, name: str) -> Any:
    """Return what the component mounted under `key` last reported as `name`, or None."""
    state = st.session_state.get(key)
    return None if state is None else state.get(name)


def held(key: str) -> Any:
    """Return what the control with this key holds, from a callback.

    None where it has gone meanwhile: a browser may speak of a control that was drawn before.
    """
    return st.session_state.get(key)


def mounted(key: str) -> bool:
    """Say whether the widget `key` is on the page already, or is about to be drawn afresh."""
    return key in st.session_state


def forget(key: str) -> None:
    """Let the control with this key start afresh, before it is drawn; any text may be a key."""
    if key:
        st.session_state.pop(key, None)


def choose_ahead(key: str, value: str) -> None:
    """Set a control that is not on the page yet, and its word in the address.

    Streamlit writes the address for controls that are drawn already, and forbids others to.
    """
    choose(key, value)
    with suppress(StreamlitAPIException):
        st.query_params[key] = value
