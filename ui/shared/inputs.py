"""A whole number bound to the address, which may hold anything."""

import streamlit as st


def whole_number(label: str, least: int, most: int, default: int, *, key: str, **more) -> int:
    """Ask for a whole number; a number without end in a link is told, and the default taken.

    Streamlit heals every other bad value; on infinity its int() fails before the input is drawn.
    """
    try:
        return st.number_input(label, least, most, default, key=key, bind="query-params", **more)
    except OverflowError:
        st.caption(f"{label}: the link's number has no end; {default} is taken.")
        return default
