"""The presenter's switch: a lesson without its sidebar and opening words, as large as fits."""

import streamlit as st

from ui.shared import address

WORD = "present"  # in the address


def offer() -> None:
    """Offer, in the sidebar, to present the lesson."""
    st.button(
        "Present",
        key="_present",
        type="tertiary",
        icon=":material/present_to_all:",
        help="Without this bar and the opening words, larger. Escape leads back.",
        on_click=address.say,
        args=(WORD, "1"),
    )


def way_back() -> None:
    """While the lesson is presented, offer the way back; the style sheet does the rest.

    Its place is there either way: else all that follows would be seen twice for a while.
    """
    place = st.empty()
    if address.only(WORD, "1"):
        with place.container(key="presenting"):
            st.button("Leave", key="_leave_presenting", on_click=address.say, args=(WORD, ""))
