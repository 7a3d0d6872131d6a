"""Which run the training lesson shows: the address names it, and a list offers others."""

import streamlit as st

from ui.shared import address

_WORD = "run"


def asked() -> str:
    """Return the run that the address names, else the one shown last, else nothing."""
    return address.word(_WORD) or address.last(_WORD)


def show(run: str) -> None:
    """Show a run from now on."""
    address.put(_WORD, run)


def choose(options: dict[str, str]) -> str:
    """Choose the run that is shown, from ids and their names; the address holds the id."""
    return address.choose(
        st.selectbox,
        "Run",
        options,
        key=_WORD,
        help="Your runs stay here when you close the page; the address names the one shown.",
    )
