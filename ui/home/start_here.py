"""The one button of home: where to begin."""

import streamlit as st

from ui.home.states import SLIDE
from ui.lessons import lesson_named


def draw() -> None:
    """Offer the first thing to do."""
    if st.button("Start here: slide a filter", type="primary", icon=":material/play_arrow:"):
        st.switch_page(lesson_named("convolution").path, query_params=SLIDE)
