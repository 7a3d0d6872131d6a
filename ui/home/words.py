"""Every technical word of the lessons, with its meaning and the lesson where it can be touched."""

import streamlit as st

from cnncore.words.glossary import WORDS
from ui.home import states
from ui.lessons import lesson_named

# word -> what its link opens, where the lesson alone does not show it
SHOWN = {
    "filter": states.EDGE,
    "feature map": states.SLIDE,
    "padding": states.PAD,
    "stride": states.STRIDE,
    "pooling": states.POOL,
    "parameter": states.COUNTED,
    "receptive field": states.DEEPER,
    "weight sharing": states.SHARED,
}


def draw() -> None:
    """List the words in alphabetical order."""
    for word in sorted(WORDS, key=lambda one: one.name.casefold()):
        lesson = lesson_named(word.lesson)
        named = "Filter (kernel)" if word.name == "filter" else word.title
        st.markdown(f"**{named}.** {word.meaning}")
        st.page_link(
            lesson.path,
            label=f"Touch it: {lesson.title}",
            icon=lesson.icon,
            query_params=SHOWN.get(word.name),
        )
