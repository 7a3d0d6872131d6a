"""Running text whose technical words explain themselves when pointed at, tapped or focused."""

import re
from html import escape

import streamlit as st

from cnncore.words.marking import mark
from cnncore.words.word import Word

_MARKS = ((r"`([^`]+)`", "code"), (r"\*\*(.+?)\*\*", "b"), (r"\*(.+?)\*", "em"))


def prose(text: str) -> None:
    """Write a paragraph in which the first mention of each word explains itself.

    `**bold**`, `*stressed*` and `` `code` `` are known; anything else is plain text.
    """
    html = mark(escape(text, quote=False), _term)
    for pattern, tag in _MARKS:
        html = re.sub(pattern, rf"<{tag}>\1</{tag}>", html)
    st.html(f'<p class="prose">{html}</p>')


def _term(word: Word, form: str) -> str:
    tip = f'<span class="tip">{escape(word.meaning)}</span>'
    return f'<span class="term" tabindex="0">{form}{tip}</span>'
