"""What a visitor has made survives a reload: their own browser keeps it, and gives it back.

Drawing, own digits, receipts and answers lie in the browser's storage, on no server; a cookie says
that something does. One press forgets all of it.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import streamlit as st

from cnncore.digits.collection import EMPTY, pack, unpack
from cnncore.digits.dataset import Digits
from cnncore.errors import InputError
from ui.components.keep import PREFIX, read_storage
from ui.shared import cookie, path_state, progress, receipts, session
from ui.shared.classroom import classroom
from ui.shared.my_digits import MINE
from ui.shared.sketch import SKETCH, example, is_own, objects_of, read_strokes, tell, write_strokes

COOKIE = "cnn_kept"
MOST = 2_000_000  # letters of one text that comes back
_MOUNT = "kept"


@dataclass(frozen=True)
class Part:
    """One thing that is kept: how it is written, "" where there is none, read and forgotten.

    `read` takes what some browser says, and raises where that is not what `write` writes.
    """

    write: Callable[[], str]
    read: Callable[[str], None]
    forget: Callable[[], None]


def _write_sketch() -> str:
    return json.dumps(write_strokes(SKETCH.get().latest)) if is_own() else ""


def _read_sketch(text: str) -> None:
    tell(objects_of(read_strokes(json.loads(text))))


def _forget_sketch() -> None:
    tell(example().latest)


_PACKED: session.Slot[tuple[Digits, str]] = session.Slot("packed digits", lambda: (EMPTY, ""))


def _write_digits() -> str:
    mine, (packed, text) = MINE.get(), _PACKED.get()
    if mine is not packed:  # 500 of them take a while
        text = b64encode(pack(mine)).decode() if len(mine) else ""
        _PACKED.put((mine, text))
    return text


def _read_digits(text: str) -> None:
    MINE.put(unpack(b64decode(text)))


def _forget_digits() -> None:
    MINE.put(EMPTY)


def _write_receipts() -> str:
    drawings, photos = receipts.DRAWINGS.get(), receipts.PHOTOS.get()
    networks = dict(receipts.NETWORKS.get())
    return json.dumps([drawings, networks, photos]) if drawings or networks or photos else ""


def _read_receipts(text: str) -> None:
    drawings, networks, *more = json.loads(text)
    photos = more[0] if more else []  # a browser may have kept what an older version told it
    given = [*drawings, *networks.values(), *photos]
    hang = classroom().still_given(map(str, given))
    receipts.DRAWINGS.put(tuple(one for one in drawings if one in hang))
    receipts.PHOTOS.put(tuple(one for one in photos if one in hang))
    receipts.NETWORKS.put({str(run): one for run, one in networks.items() if one in hang})


def _forget_receipts() -> None:
    receipts.DRAWINGS.clear()
    receipts.NETWORKS.clear()
    receipts.PHOTOS.clear()


PARTS: Mapping[str, Part] = {
    "sketch": Part(_write_sketch, _read_sketch, _forget_sketch),
    "digits": Part(_write_digits, _read_digits, _forget_digits),
    "receipts": Part(_write_receipts, _read_receipts, _forget_receipts),
    "progress": Part(progress.write, progress.read, progress.forget),
}
# name -> the text that the browser was told last; whether it was asked for what it keeps
_TOLD: session.Slot[Mapping[str, str]] = session.Slot("told to keep", dict)
_ASKED: session.Slot[bool] = session.Slot("asked the browser", lambda: False)


def restore() -> None:
    """Ask a browser that keeps something for it, once a visit; for a page's script."""
    if not _ASKED.get() and cookie.read(COOKIE, re.compile("1")):
        read_storage(list(PARTS), key=_MOUNT, on_found=_found)


def _found() -> None:
    """Take what the browser gives back; what was made meanwhile stays."""
    _ASKED.put(True)
    given = session.reported(_MOUNT, "found")
    for name, part in PARTS.items():
        text = given.get(name) if isinstance(given, Mapping) else None
        if isinstance(text, str) and 0 < len(text) <= MOST and not part.write():
            with suppress(InputError, ValueError, TypeError, AttributeError, KeyError):
                part.read(text)
    _TOLD.put({name: part.write() for name, part in PARTS.items()})


def remember() -> None:
    """Have the browser keep what has changed; for a page's script, not for callbacks."""
    told, now = _TOLD.get(), {name: part.write() for name, part in PARTS.items()}
    changed = {name: text for name, text in now.items() if text != told.get(name, "")}
    if changed:
        _TOLD.put(now)
        cookie.keep(COOKIE, "1")
        given = json.dumps(changed).replace("<", "\\u003c")
        put = f"localStorage.setItem({json.dumps(PREFIX)} + name, text)"
        script = f"for (const [name, text] of Object.entries({given})) {put}"
        st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def offer_to_forget() -> None:
    """Offer the one press that deletes it all, where there is anything."""
    if any(_TOLD.get().values()) or path_state.found_in_all():
        st.button(
            "Forget what I made",
            key="_forget",
            type="tertiary",
            icon=":material/ink_eraser:",
            on_click=_forget,
            help="Deletes your drawing, your digits, your answers and your receipts from this "
            "browser. What you gave to a room stays there: take it back first. Networks are "
            "deleted in Training.",
        )


def _forget() -> None:
    for part in PARTS.values():
        part.forget()
    path_state.forget()
