"""The visitor's drawing as an image of the board; a 7 of ours before there is one."""

import numpy as np

from cnncore.convolution.grids import digit_grid
from cnncore.digits.drawing import prepare_drawing
from ui.shared import session
from ui.shared.sketch import example, kept_picture

# the picture and what became of it
_KEPT: session.Slot[tuple[np.ndarray, np.ndarray] | None]
_KEPT = session.Slot("drawing on the board", lambda: None)


def drawn_image() -> np.ndarray:
    """Return what was drawn last as (12, 12) whole numbers; a blank canvas gives our 7."""
    picture, known = kept_picture(), _KEPT.get()
    if known is None or known[0] is not picture:
        drawing = prepare_drawing(picture)
        if drawing.content == "blank":
            drawing = prepare_drawing(example().rgba)
        known = picture, digit_grid(drawing.digit)
        _KEPT.put(known)
    return known[1]
