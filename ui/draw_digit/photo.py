"""A photo of handwriting instead of the canvas: cut into digits, all read, one looked at."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from torch import nn

from cnncore.digits.handwriting import Cut
from cnncore.errors import InputError
from cnncore.photos import Photo, read_photo
from ui.draw_digit import cache, controls
from ui.figures.pictures import framed_photo
from ui.shared import session, show

_WIDTH = 284


@dataclass(frozen=True)
class Own:
    """A visitor's own photo of a page, and what was wrong with the last file."""

    photo: Photo | None = None
    problem: InputError | None = None


_OWN = session.Slot("page photo", Own)


def desk(model: nn.Module, key: str) -> np.ndarray:
    """Show the photo with what was read in it; return the chosen digit as RGBA."""
    own = _OWN.get()
    photo = own.photo or cache.page()
    cuts = cache.cuts(photo)
    if not cuts:
        show.problem(
            InputError(
                "handwritten digits, dark on light or light on dark",
                "a photo in which no stroke stands out",
                "Take it closer, with more light, one digit beside the other.",
            )
        )
        photo = cache.page()
        cuts = cache.cuts(photo)
    number = controls.cut_number(len(cuts))
    read = cache.read(photo, cuts, model, key)
    boxes = [cut.box for cut in cuts]
    st.html(framed_photo(photo.pixels, boxes, read, chosen=number - 1, width=_WIDTH))
    st.caption("Read: " + _lines(cuts, read))
    if photo.note:
        st.caption(photo.note)
    controls.upload_page(_take)
    if own.problem is not None:
        show.problem(own.problem)
    return cuts[number - 1].rgba


def _take() -> None:
    file = session.held("page_file")
    if file is None:
        return
    try:
        _OWN.put(Own(read_photo(file.getvalue(), file.name, "")))
    except InputError as problem:
        _OWN.put(Own(_OWN.get().photo, problem))


def _lines(cuts: list[Cut], read: list[int]) -> str:
    """Write what was read, a line of the page to a group."""
    words, last = "", None
    for cut, label in zip(cuts, read, strict=True):
        if last is not None and cut.box[1] < last:
            words += " · "
        words += str(label)
        last = cut.box[1]
    return words
