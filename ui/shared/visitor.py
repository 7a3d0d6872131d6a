"""Who is here: a token that only this browser knows, so that its runs are its own."""

import re
import secrets

import streamlit as st

from ui.shared import session

_COOKIE = "cnn_visitor"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_DAYS = 60
_MADE: session.Slot[str] = session.Slot("visitor", lambda: secrets.token_urlsafe(16))


def is_known() -> bool:
    """Tell whether this browser has a token already."""
    return bool(_from_cookie() or _MADE.is_kept())


def token() -> str:
    """Return this browser's token; a new browser is given one for this visit."""
    return _from_cookie() or _MADE.get()


def remember() -> None:
    """Have a new browser keep its token in a cookie; for a page's script, not for callbacks.

    Cookies come with a connection's first message, so a new one is seen at the next reload.
    """
    if _from_cookie():
        return
    age = _DAYS * 86_400
    script = f'document.cookie="{_COOKIE}={token()}; max-age={age}; path=/; SameSite=Strict"'
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def _from_cookie() -> str:
    found = st.context.cookies.get(_COOKIE)
    return found if isinstance(found, str) and _TOKEN.fullmatch(found) else ""
