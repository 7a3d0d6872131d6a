"""Choosing a photo: sample, upload, camera or drawing; a file that fails changes nothing."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnncore.errors import InputError
from cnncore.photos import Photo, read_photo
from ui.filter_gallery import cache, controls
from ui.shared import address, session, show
from ui.shared.sketch import is_own, kept_picture

LEAST = 16


@dataclass(frozen=True)
class Own:
    """A visitor's own photo, what was wrong with the last file, and how many files have come."""

    photo: Photo | None = None
    problem: InputError | None = None
    files: int = 0


_OWN = session.Slot("gallery photo", Own)


def choose_photo() -> tuple[Photo, DeltaGenerator]:
    """Draw the chooser; return the photo in use, and a place beside it for how it is filtered."""
    own, drawn = _OWN.get(), drawing()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = controls.photo(has_own=own.photo is not None, drawing=drawn.title)
        beside = st.container(width="content")
        # A new key after each photo closes the popover, so that the page shows what came of it.
        own_key = f"own photo {own.files}"
        with st.popover("Use your own", icon=":material/add_a_photo:", key=own_key):
            _inputs(own.files)
    if own.problem is not None:
        show.problem(own.problem)
    mine = {controls.OWN: own.photo, controls.DRAWING: drawn}
    photo = mine.get(name) or cache.sample(name)
    if photo.note:
        st.info(photo.note, icon=":material/info:")
    if photo.pixels.min() == photo.pixels.max():
        st.info(
            "Every pixel of this photo is the same: filters that look for differences answer "
            "zero everywhere. Choose a photo with something in it to see more.",
            icon=":material/info:",
        )
    return photo, beside


def drawing() -> Photo:
    """Return what the visitor drew last as a photo of theirs, or the example that all share."""
    pixels = np.ascontiguousarray(kept_picture()[..., :3])
    if is_own():
        return Photo(pixels, "Your drawing", "drawn by you", private=True)
    return Photo(pixels, "A drawn 7", "drawn by a formula", private=False)


def _inputs(number: int) -> None:
    key = f"upload {number}"
    controls.upload(key=key, on_change=lambda: _take(key))
    if st.toggle("Take one with the camera"):
        lens = f"camera {number}"
        controls.camera(key=lens, on_change=lambda: _take(lens))


def _take(key: str) -> None:
    """Keep the shrunken photo, drop the file: a fresh key empties the input and frees its bytes."""
    file = session.held(key)
    if file is None:
        return
    own = _OWN.get()
    try:
        photo = read_photo(file.getvalue(), "Your photo", f"{file.name}, yours", least=LEAST)
    except InputError as problem:
        _OWN.put(Own(own.photo, problem, own.files + 1))
    else:
        _OWN.put(Own(photo, None, own.files + 1))
        address.put("photo", controls.OWN)
