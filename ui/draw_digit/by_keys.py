"""Drawing without a pointer: the canvas's sketch on a grid, by arrow keys and Space."""

import numpy as np

from cnncore.digits.drawing import SIZE
from ui.components.grid_pen import Pen, draw_by_keys
from ui.shared import session
from ui.shared.sketch import SKETCH, objects_of, read_strokes, tell

_COUNTED = session.Slot("grid strokes counted", int)


def grid(pen: int, eraser: bool) -> np.ndarray:
    """Draw the grid and return the sketch's picture, uint8 (280, 280, 4)."""
    rgba = SKETCH.get().rgba
    pen_now = Pen(width=pen, erases=eraser)
    draw_by_keys(inked(rgba), pen_now, key="grid_pen", counted=_COUNTED.get(), on_drawn=_drawn)
    return rgba


def inked(rgba: np.ndarray) -> np.ndarray:
    """Tell which of 28 x 28 cells are more ink than paper, in a picture uint8 (280, 280, 4)."""
    cell = len(rgba) // SIZE
    return rgba[..., 0].reshape(SIZE, cell, SIZE, cell).mean(axis=(1, 3)) < 128


def _drawn(last: int, strokes: list) -> None:
    new = last - _COUNTED.get()
    if new > 0:
        _COUNTED.put(last)
        tell((*SKETCH.get().latest, *objects_of(read_strokes(strokes[-new:]))))
