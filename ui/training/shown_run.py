"""Which run the training lesson shows: the address names it, and a list offers others."""

import streamlit as st

from ui.shared import address, session

_SHOWN: session.Slot[str] = session.Slot("run shown", str)


def asked() -> str:
    """Return the run that the address names, else the one shown last, else nothing."""
    return address.word("run") or _SHOWN.get()


def show(run: str) -> None:
    """Name a run in the address and show it from now on."""
    _SHOWN.put(run)
    st.query_params["run"] = run


def choose(options: dict[str, str], shown: str) -> str:
    """Choose the run that is shown, from ids and their names; the address holds the id."""
    session.choose("which_run", shown)
    chosen = st.selectbox(
        "Run",
        tuple(options),
        format_func=lambda key: options.get(key, key),
        key="which_run",
        on_change=lambda: show(session.held("which_run")),
        help="Your runs stay here when you close the page; the address names the one shown.",
    )
    return chosen or shown
