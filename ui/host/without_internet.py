"""The host's third tab: what works without internet, and the one command that fetches the rest."""

import streamlit as st

from cnncore.prefetch import what_is_here


def draw() -> None:
    """List what this server has at hand and what each missing thing is needed for."""
    st.markdown(
        "Every lesson works without internet: digits, weights and photos are part of the app. "
        "What can be fetched besides, before the room goes offline, is fetched by one command:"
    )
    st.code("python -m cnncore.prefetch", language="bash")
    if st.button("Check this server", icon=":material/fact_check:"):
        for item in what_is_here():
            icon = ":material/check_circle:" if item.here else ":material/cloud_off:"
            st.markdown(f"{icon} **{item.name}**: {item.meaning}")
