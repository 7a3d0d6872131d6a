"""Who is here: a token that only this browser knows, so that its runs are its own."""

import re
import secrets

from ui.shared import cookie, session

_COOKIE = "cnn_visitor"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_MADE: session.Slot[str] = session.Slot("visitor", lambda: secrets.token_urlsafe(16))


def is_known() -> bool:
    """Tell whether this browser has a token already."""
    return bool(_from_cookie() or _MADE.is_kept())


def token() -> str:
    """Return this browser's token; a new browser is given one for this visit."""
    return _from_cookie() or _MADE.get()


def remember() -> None:
    """Have a new browser keep its token in a cookie; for a page's script, not for callbacks."""
    if _from_cookie():
        return
    cookie.keep(_COOKIE, token())


def _from_cookie() -> str:
    return cookie.read(_COOKIE, _TOKEN)
