"""Any number, anywhere: the maps to click, and the sum behind the cell that was clicked."""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from torch import nn

from cnncore.errors import InputError
from cnncore.inside.favourites import pixels_seen
from cnncore.inside.steps import Cell, Step, Stop
from cnncore.inside.sums import sum_at
from cnncore.inside.words import is_scores
from ui.components.cells import Grid, cells
from ui.figures.pictures import cards, pixels
from ui.inside import controls, sum, trail
from ui.inside.strip import title
from ui.shared import show as furniture

_MOST_MAPS = 64
# up to so many maps -> a map's side in pixels, so that all are seen at once
_SIDES = ((1, 280), (16, 84), (32, 56), (10_000, 42))


def draw(model: nn.Module, steps: list[Step], digit: np.ndarray) -> None:
    """Show the maps of the step that the trail has reached, and its last cell's arithmetic."""
    body, code = st.container(), furniture.for_programmers()
    with code:
        typed = controls.trail()
    with body:
        stops = trail.follow(typed, steps)
        _body(model, steps, stops, digit, code)


def _body(
    model: nn.Module,
    steps: list[Step],
    stops: list[Stop],
    digit: np.ndarray,
    code: DeltaGenerator,
) -> None:
    now = stops[-1]
    step = steps[now.step]
    trail.step_control(steps, now, [title(one) for one in steps])
    trail.back(steps, stops)
    left, right = st.columns([5, 6], gap="large")
    with left:
        _maps(steps, now)
    with right:
        try:
            told = sum_at(step, now.cell)
        except InputError as problem:
            furniture.problem(problem)
            return
        sum.draw(steps, stops, told)
        code.caption(sum.beside_torch(told))
        _seen(model, step, now, digit)


def _seen(model: nn.Module, step: Step, now: Stop, digit: np.ndarray) -> None:
    """Show the part of the drawing that a cell of a map can see."""
    if step.value.ndim != 3 or step.kind in ("input", "gap"):
        return
    box = pixels_seen(model, step.name, *now.cell[1:])
    framed = 0.25 * digit
    rows, cols = slice(box[0], box[2]), slice(box[1], box[3])
    framed[rows, cols] = digit[rows, cols]
    image = pixels(framed, alt="What the cell can see of the drawing", width=112)
    size = f"{box[2] - box[0]} × {box[3] - box[1]}"
    st.html(cards([(image, f"all it can see: {size} pixels")], width=112))


def _maps(steps: list[Step], now: Stop) -> None:
    step = steps[now.step]
    st.markdown(f"**{title(step)}: click any cell**")
    grids = map_grids(step, now.cell) if step.value.ndim == 3 else [_vector_grid(step, now)]
    shape = step.value.shape

    def pick(grid: str, row: int, col: int) -> None:
        if len(shape) == 3:
            trail.open_cell(now.step, (int(grid), row, col))
        else:
            index = row * _across(shape[0]) + col
            trail.open_cell(now.step, (min(index, shape[0] - 1), 0, 0))

    hint = (
        "Point at a cell to read it; maps, rows and columns count from 1. Keyboard: arrows move, "
        "Page Down next map, Enter opens."
    )
    cells(grids, key="maps", on_pick=pick, hint=hint)
    if step.value.ndim == 3 and len(step.value) > _MOST_MAPS:
        st.caption(f"The first {_MOST_MAPS} of {len(step.value)} maps; type others in the trail.")


def map_grids(step: Step, cell: Cell) -> list[Grid]:
    """Return a step's maps as grids on one scale, the cell marked."""
    count, height, width = step.value.shape
    high = max(float(step.value.max()), 1e-6)
    low = min(0.0, float(step.value.min()))
    side = next(side for most, side in _SIDES if count <= most)
    size = max(1 if count > 16 else 2, min(40, side // max(height, width)))
    return [
        Grid(
            id=str(number),
            name=f"{step.name}, map {number + 1}",
            values=step.value[number],
            scale="ink" if step.kind == "input" else "map",
            low=low,
            high=high,
            size=size,
            title=str(number + 1),
            mark=cell[1:] if number == cell[0] else None,
        )
        for number in range(min(count, _MOST_MAPS))
    ]


def _vector_grid(step: Step, now: Stop) -> Grid:
    count = len(step.value)
    across = _across(count)
    values = np.full(-(-count // across) * across, np.nan, np.float32)
    values[:count] = step.value
    most = max(float(np.abs(step.value).max()), 1e-6)
    signed = step.value.min() < 0
    return Grid(
        id="vector",
        name=step.name,
        values=values.reshape(-1, across),
        scale="signed" if signed else "map",
        low=-most if signed else 0.0,
        high=most,
        size=42 if count <= 16 else 8,
        numbers=count <= 16,
        title="scores of 0 to 9" if is_scores(step) else f"{count:,} numbers",
        word="score of" if is_scores(step) else "number",
        first=0 if is_scores(step) else 1,
        mark=divmod(now.cell[0], across),
    )


def _across(count: int) -> int:
    return count if count <= 16 else int(np.ceil(np.sqrt(count)))
