"""A grid to draw on with keys: every cell says where it is and whether there is ink."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cnncore.digits.strokes import INK, PAPER, SIDE
from ui.components.mount import component
from ui.figures import style
from ui.shared import session

_MOUNT = component("grid_pen", Path(__file__).parent)
_COLOURS = {"ink": INK, "paper": PAPER, "cursor": style.PATCH}


@dataclass(frozen=True)
class Pen:
    """How wide the pen is, in pixels of the canvas, and whether it erases."""

    width: int
    erases: bool


def draw_by_keys(
    ink: np.ndarray,
    pen: Pen,
    *,
    key: str,
    counted: int,
    on_drawn: Callable[[int, list], None],
) -> None:
    """Draw the grid with its ink, bool (N, N).

    `on_drawn(last, strokes)` gets strokes {width, erases, points} in canvas pixels, numbered up to
    `last`; they come again until `counted` has reached them.
    """

    def drawn() -> None:
        told = session.reported(key, "drawn")
        if told:
            on_drawn(int(told["last"]), list(told["strokes"]))

    data = {
        "side": len(ink),
        "ink": "".join("01"[inked] for inked in ink.ravel().tolist()),
        "counted": counted,
        "pen": {**vars(pen), "cell": SIDE / len(ink)},
        "colours": _COLOURS,
    }
    _MOUNT(key=key, data=data, on_drawn_change=drawn)
