"""Tabs: the one way in which a lesson chooses what it shows; the address holds a tab's key."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import streamlit as st

from ui.shared import address, session, turns


@contextmanager
def choose(tabs: Mapping[str, str], *, key: str) -> Iterator[str]:
    """Draw tabs (key -> label), give the open one's key, and draw into it; only it is worked out.

    A callback opens another with `address.put(key, name)`.
    """
    first = [next(iter(tabs))]
    coming = address.incoming(key, tabs, first)
    if coming:
        session.choose(key, tabs[coming[-1]])  # Streamlit's tabs know labels only
    drawn = st.tabs(list(tabs.values()), key=key, on_change="rerun")
    name, place = next(pair for pair in zip(tabs, drawn, strict=True) if pair[1].open)
    address.follow(key, [name], first)
    try:
        with place, address.part(key):
            yield name
    finally:
        turns.give()  # a lesson ends with its tabs
