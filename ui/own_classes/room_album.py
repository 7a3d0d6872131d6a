"""A room's photos as an album that everybody in it shares, and what a last layer learns of it."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from cnncore.classroom.collecting import GivenPhoto
from cnncore.errors import InputError
from cnncore.transfer.album import COLOURS, Album, Kind, Shot
from cnncore.transfer.learning import Learnt, train
from ui.own_classes.figures.photos import sheet
from ui.shared.classroom import classroom

_KEPT_FOR = 60.0  # seconds; and no longer than the room has the photos


def given(shot: Shot, label: int) -> GivenPhoto:
    """Return what a room keeps of a photo."""
    outline = np.packbits(shot.outline).tobytes()
    return GivenPhoto(label, shot.png, shot.numbers.tobytes(), outline, shot.burst)


@dataclass(frozen=True)
class Collected:
    """What a room has collected: the album, one picture a class with all its photos as a data URL,
    "" for a class without any, and what a last layer learns of it, or why it cannot."""

    album: Album
    sheets: tuple[str, ...]
    learnt: Learnt | InputError


def collected(code: str) -> Collected:
    """Return what a room has collected: worked out once for all who look, until it is another."""
    return _collected(classroom().photos_mark(code), code)


@st.cache_resource(ttl=_KEPT_FOR, max_entries=4, show_spinner=False)
def _collected(mark: str, code: str) -> Collected:
    things, photos = classroom().collected(code), classroom().photos(code)
    kinds = tuple(Kind(name, colour) for name, colour in zip(things, COLOURS, strict=False))
    shots = tuple(_shot(one) for one in photos if one.label < len(kinds))
    of_each = [[shot for shot in shots if shot.label == place] for place in range(len(kinds))]
    album = Album(kinds, shots)
    try:
        learnt: Learnt | InputError = train(album)
    except InputError as problem:
        learnt = problem
    return Collected(album, tuple(map(sheet, of_each)), learnt)


def _shot(photo: GivenPhoto) -> Shot:
    outline = np.unpackbits(np.frombuffer(photo.outline, np.uint8)).astype(bool)
    numbers = np.frombuffer(photo.numbers, np.float32)
    return Shot(photo.png, numbers, outline, photo.label, photo.burst)


def forget() -> None:
    """Keep nothing of a room's photos in memory: one was taken back, or a room is closed."""
    _collected.clear()
