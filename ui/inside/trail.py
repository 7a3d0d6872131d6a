"""The trail of cells: from a score down to a pixel of the drawing, and back up."""

import numpy as np
import streamlit as st

from cnncore.errors import InputError
from cnncore.inside.steps import Cell, Step, Stop, read_trail, write_trail
from cnncore.inside.words import place_of
from ui.shared import session, show

_START = 3  # conv2 in SimpleCNN: the first sums over many channels


def follow(typed: str, steps: list[Step]) -> list[Stop]:
    """Return the trail of the address, at least one stop long; its words tell what is wrong."""
    try:
        stops = read_trail(typed, steps)
    except InputError as problem:
        show.problem(problem)
        stops = []
    return stops or [_strongest(steps, min(_START, len(steps) - 1))]


def back(steps: list[Step], stops: list[Stop]) -> None:
    """Offer every stop of the trail, to walk back up, once there is more than one."""
    if len(stops) < 2:
        return
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        for number, stop in enumerate(stops):
            last = number == len(stops) - 1
            st.button(
                words(steps, stop),
                key=f"stop_{number}",
                type="primary" if last else "secondary",
                on_click=_go,
                args=(stops[: number + 1],),
            )


def step_control(steps: list[Step], now: Stop, titles: list[str]) -> None:
    """Offer every step; choosing one opens its strongest cell."""
    session.choose("step", now.step)
    st.segmented_control(
        "Step",
        list(range(len(steps))),
        format_func=lambda number: titles[number],
        key="step",
        required=True,
        on_change=lambda: _open(steps, session.held("step")),
    )


def open_cell(step: int, cell: Cell) -> None:
    """Start a new trail at a cell."""
    _go([Stop(step, cell)])


def walk_down(stops: list[Stop], step: int, cell: Cell) -> None:
    """Add a stop to the trail."""
    _go([*stops, Stop(step, cell)])


def words(steps: list[Step], stop: Stop) -> str:
    """Name a stop: conv2, map 6, row 4, column 5."""
    return place_of(steps[stop.step], stop.cell)


def _go(stops: list[Stop]) -> None:
    session.choose("trail", write_trail(stops))


def _open(steps: list[Step], number: int | None) -> None:
    if number is not None and number < len(steps):  # of another network's
        _go([_strongest(steps, number)])


def _strongest(steps: list[Step], number: int) -> Stop:
    value = steps[number].value
    place = np.unravel_index(int(value.argmax()), value.shape)
    channel, row, col = [*(int(at) for at in place), 0, 0][:3]
    return Stop(number, (channel, row, col))
