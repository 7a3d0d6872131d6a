"""Every technical word of the lessons, with its meaning and the lesson where it can be touched."""

import streamlit as st

from cnncore.words.glossary import WORDS
from ui.lessons import lesson_named


def draw() -> None:
    """List the words in alphabetical order."""
    for word in sorted(WORDS, key=lambda one: one.name):
        lesson = lesson_named(word.lesson)
        named = f"{word.name} (kernel)" if word.name == "filter" else word.name
        st.markdown(f"**{named[0].upper()}{named[1:]}.** {word.meaning}")
        st.page_link(lesson.path, label=f"Touch it: {lesson.title}", icon=lesson.icon)
