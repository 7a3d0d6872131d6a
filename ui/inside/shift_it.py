"""Shift it: the maps move along with the drawing, and how steady the answer is."""

import numpy as np
import streamlit as st
from torch import nn

import cnncore
from cnncore.digits.shift import shifted
from cnncore.inside.shift import stability
from cnncore.inside.shift_words import along, still_called
from cnncore.inside.steps import Step, steps_of
from ui.figures import style
from ui.figures.pictures import cards, mosaic, pixels
from ui.inside import controls
from ui.inside.figures.shift_table import shift_table

_SIDE = 168


def draw(model: nn.Module, digit: np.ndarray) -> None:
    """Move the drawing, show the first maps before and after, and the answers to all shifts."""
    left, right = st.columns(2, gap="large")
    with left:
        down = controls.shift("Down", "down")
        across = controls.shift("To the right", "across", 3)
        moved = shifted(digit, down, across)
        _maps(steps_of(model, digit), steps_of(model, moved), digit, moved, (down, across))
    with right:
        told = stability(model, digit)
        st.markdown("**The answer at every shift of up to 4 pixels**")
        st.html(shift_table(told.answers, told.chances, (down, across)))
        label = cnncore.predict(model, digit).label
        st.markdown(still_called(told.answers, label, told.chances))


def _maps(still: list[Step], moving: list[Step], digit, moved, by: tuple[int, int]) -> None:
    first = next((i for i, step in enumerate(still) if step.kind in ("conv", "local")), None)
    if first is None:
        st.markdown("This network has no maps that could move along.")
        return
    before, after = still[first].value, moving[first].value
    high = max(float(before.max()), 1e-6)
    items = []
    for words, picture, maps in (("as drawn", digit, before), ("moved", moved, after)):
        items.append((pixels(picture, alt=f"The digit {words}", width=_SIDE), words))
        image = pixels(
            mosaic(maps[:9]),
            alt=f"Maps of {still[first].name}, {words}",
            width=_SIDE,
            scale=style.ACTIVATION,
            low=0.0,
            high=high,
        )
        items.append((image, f"{still[first].name}, maps 1 to {min(9, len(maps))}"))
    st.html(cards(items, width=_SIDE))
    st.markdown(along(still[first], moving[first], by))
