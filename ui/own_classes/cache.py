"""What the lesson keeps: ready sets and traps for all, pictures of own photos for their visitor."""

import hashlib
from functools import partial

import numpy as np
import streamlit as st

from cnncore.photos import SAMPLES, sample_photo
from cnncore.pieces import Pieces
from cnncore.transfer import trap
from cnncore.transfer.album import Album, Shot, take_in_turn
from cnncore.transfer.features import frozen_weights, look
from cnncore.transfer.held_out import groups, hold_out
from cnncore.transfer.ready import READY, ready_album
from ui.own_classes.figures.photos import small
from ui.shared.imagenet import network
from ui.shared.long_work import Work

_THUMBNAIL = 96
_CROP = 256
_TOPS, _LEFTS = (0, 120), (0, 180)


@st.cache_resource(max_entries=len(READY), show_spinner=False)
def ready_work(name: str) -> Work[Album]:
    """Return the work of drawing a ready set, which all visitors share."""
    return Work(partial(ready_album, network(), name))


def ready(name: str) -> Album:
    """Return a ready set, drawn and looked at once for all visitors."""
    return ready_work(name).finish("Drawing the photos…")


@st.cache_resource(max_entries=len(READY), show_spinner=False)
def _caught(name: str, _album: Album) -> Work[trap.Caught]:
    return Work(partial(trap.catch, network(), name, _album))


def caught(name: str) -> trap.Caught:
    """Return what a network does that learnt a set with a trap."""
    return _caught(name, ready(name)).finish("Setting the trap…")


@st.cache_resource(max_entries=2 * trap.MOST_ADDED, show_spinner="Training once more")
def repaired(name: str, added: int) -> trap.Caught:
    """Return the same with `added` photos against the trap."""
    return trap.repair(network(), name, caught(name), added) if added else caught(name)


@st.cache_resource(max_entries=1, show_spinner=False)
def others_work() -> Work[tuple[Shot, ...]]:
    """Return the work of looking at pictures of other things, which all visitors share."""
    return Work(_look_at_others)


def _look_at_others() -> Pieces[tuple[Shot, ...]]:
    photos = (sample_photo(sample.name).pixels for sample in SAMPLES)
    cut = (
        (photo[top : top + _CROP, left : left + _CROP], 0)
        for photo in photos
        for top in _TOPS
        for left in _LEFTS
    )
    count = len(SAMPLES) * len(_TOPS) * len(_LEFTS)
    return take_in_turn(network(), cut, count)


def others() -> np.ndarray:
    """Return the numbers of pieces of the bundled photos: pictures of other things, (24, 1280)."""
    return np.stack([shot.numbers for shot in others_work().finish("Looking at other photos…")])


@st.cache_data(max_entries=1, show_spinner=False)
def frozen() -> int:
    """Count the weights below the last layer."""
    return frozen_weights(network())


def mark(album: Album) -> str:
    """Name an album's photos and their classes, for caches."""
    told = repr([(shot.digest, shot.label, shot.burst) for shot in album.shots])
    return hashlib.sha256(f"{len(album.kinds)} {told}".encode()).hexdigest()


@st.cache_data(max_entries=2, scope="session", show_spinner=False)
def aside(mark: str, _album: Album) -> np.ndarray:
    """Tell which photos of this visitor's album are set aside."""
    return hold_out(_album.labels, groups(_album))


@st.cache_data(max_entries=400, scope="session", show_spinner=False)
def thumbnail(digest: str, _shot: Shot) -> str:
    """Return a small picture of a photo as a data URL."""
    return small(_shot, _THUMBNAIL)


@st.cache_data(max_entries=2, scope="session", show_spinner=False)
def maps(digest: str, _square: np.ndarray) -> np.ndarray:
    """Return the last maps of one photo, (1280, 7, 7): 250 kB, for one visitor."""
    return look(network(), _square[None]).maps[0]
