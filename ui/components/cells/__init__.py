"""Grids of numbers to look at, point at and walk through with the keyboard."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import ImageColor

from ui.components.mount import component
from ui.figures import style
from ui.shared import session

_MOUNT = component("cells", Path(__file__).parent)
_SCALES = {
    "ink": style.INK,
    "map": style.ACTIVATION,
    "signed": style.SIGNED,
    "weights": style.WEIGHTS,
}
_COLOURS = {"window": style.PATCH, "mark": style.KERNEL, "cursor": style.PATCH}


@dataclass(frozen=True)
class Grid:
    """One picture of numbers (rows, columns); `sign` alone is a word between two of them.

    `name` is read out, `title` is printed above; `size` is a cell's side in pixels; `window`
    (top, left, bottom, right) and `mark` (row, column) are framed. With a `word`, cells are read
    out by it and their place in reading order, counted from `first`; else by row and column.
    """

    id: str
    name: str = ""
    values: np.ndarray | None = None
    scale: str = "map"
    low: float = 0.0
    high: float = 1.0
    size: int = 6
    title: str = ""
    numbers: bool = False
    window: tuple[int, int, int, int] | None = None
    mark: tuple[int, int] | None = None
    sign: str = ""
    word: str = ""
    first: int = 1


def cells(
    grids: list[Grid], *, key: str, on_pick: Callable[[str, int, int], None], hint: str = ""
) -> None:
    """Draw grids; `on_pick(id, row, column)` is called when a cell is clicked or entered."""

    def picked() -> None:
        pick = session.reported(key, "pick")
        if pick:
            on_pick(str(pick["grid"]), int(pick["row"]), int(pick["col"]))

    _MOUNT(key=key, data=cells_data(grids, hint), on_pick_change=picked)


def cells_data(grids: list[Grid], hint: str) -> dict[str, object]:
    """Put into plain values what the front end draws."""
    scales = {name: [[p, ImageColor.getrgb(c)] for p, c in s] for name, s in _SCALES.items()}
    return {
        "grids": [_plain(grid) for grid in grids],
        "scales": scales,
        "colours": _COLOURS,
        "hint": hint,
    }


def _plain(grid: Grid) -> dict[str, object]:
    if grid.values is None:
        return {"id": grid.id, "sign": grid.sign}
    values = np.ascontiguousarray(grid.values, np.float32)
    return {
        "id": grid.id,
        "name": grid.name,
        "title": grid.title,
        "rows": values.shape[0],
        "cols": values.shape[1],
        "data": base64.b64encode(values.tobytes()).decode(),
        "scale": grid.scale,
        "low": grid.low,
        "high": grid.high,
        "size": grid.size,
        "numbers": grid.numbers,
        "window": grid.window,
        "mark": grid.mark,
        "word": grid.word,
        "first": grid.first,
    }
