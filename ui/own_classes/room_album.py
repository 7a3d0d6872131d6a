"""A room's photos as an album that everybody in it shares, and what a last layer learns of it."""

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


def album(code: str) -> Album:
    """Return what a room has collected: read once for all who look, until it is another."""
    return _album(classroom().photos_mark(code), code)


@st.cache_resource(ttl=_KEPT_FOR, max_entries=4, show_spinner=False)
def _album(mark: str, code: str) -> Album:
    things, photos = classroom().collected(code), classroom().photos(code)
    kinds = [Kind(name, colour) for name, colour in zip(things, COLOURS, strict=False)]
    return Album(tuple(kinds), tuple(_shot(one) for one in photos if one.label < len(kinds)))


def _shot(photo: GivenPhoto) -> Shot:
    outline = np.unpackbits(np.frombuffer(photo.outline, np.uint8)).astype(bool)
    numbers = np.frombuffer(photo.numbers, np.float32)
    return Shot(photo.png, numbers, outline, photo.label, photo.burst)


def learnt(code: str) -> Learnt:
    """Return what a last layer learns of the room's photos; `InputError` where they are too few."""
    found = _learnt(classroom().photos_mark(code), album(code))
    if isinstance(found, InputError):
        raise found
    return found


@st.cache_resource(ttl=_KEPT_FOR, max_entries=4, show_spinner=False)
def _learnt(mark: str, _album: Album) -> Learnt | InputError:
    try:
        return train(_album)
    except InputError as problem:
        return problem


def sheets(code: str) -> tuple[str, ...]:
    """Return one picture a class, a data URL with all its photos; "" for a class without any."""
    return _sheets(classroom().photos_mark(code), album(code))


@st.cache_resource(ttl=_KEPT_FOR, max_entries=4, show_spinner=False)
def _sheets(mark: str, _album: Album) -> tuple[str, ...]:
    return tuple(
        sheet([shot for shot in _album.shots if shot.label == place])
        for place in range(len(_album.kinds))
    )


def forget() -> None:
    """Keep nothing of a room's photos in memory: one was taken back, or a room is closed."""
    for kept in (_album, _learnt, _sheets):
        kept.clear()
