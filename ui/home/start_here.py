"""The one button of home: where to begin."""

import streamlit as st

from ui.lessons import lesson_named
from ui.shared import path


def draw() -> None:
    """Offer the first thing to do: the first question of the first lesson's path."""
    if st.button("Start here: find out how", type="primary", icon=":material/play_arrow:"):
        st.switch_page(lesson_named("convolution").path, query_params={path.WORD: "1"})
