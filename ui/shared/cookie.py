"""What this browser keeps of a visitor, and sends along with every connection."""

import re

import streamlit as st

_DAYS = 60


def read(name: str, form: re.Pattern[str]) -> str:
    """Return what was kept under a name; "" for nothing, and for what is not of this form.

    Cookies come with a connection's first message, so a new one is seen at the next reload.
    """
    found = st.context.cookies.get(name)
    return found if isinstance(found, str) and form.fullmatch(found) else ""


def keep(name: str, value: str) -> None:
    """Have the browser keep a value without spaces or semicolons, "" for none any more.

    From a page's script only.
    """
    age = _DAYS * 86_400 if value else 0
    script = f'document.cookie="{name}={value}; max-age={age}; path=/; SameSite=Strict"'
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
