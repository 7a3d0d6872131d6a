"""What is changed on the board itself or told by it, and what a damaged link held."""

import numpy as np
import streamlit as st

from cnncore.convolution.grids import parse_number, parse_row
from cnncore.errors import InputError
from ui.convolution import grids
from ui.convolution.board_state import Problem, board_state, change
from ui.convolution.link import WHOLE, refusals
from ui.shared import session

BOARD, BENCH = "board", "bench"  # the component; the part of the page that it changes


def announced() -> None:
    """Draw all that stands around the board anew: what it reports changes any of it."""
    st.rerun(BENCH)


def take_edit() -> None:
    """Take over what was changed on the board, or say what the cell takes; before any input."""
    event = session.reported(BOARD, "edit")
    if event and board_state().edit_taken != event["sent"]:
        change(edit_taken=event["sent"])
        _edit(event)


def take_moved() -> None:
    """Take over sliders that were let go while the server was away; before any input."""
    event = session.reported(BOARD, "moved")
    if not event or board_state().moved_taken == event["sent"]:
        return
    change(moved_taken=event["sent"])
    for key in WHOLE:
        text = event["values"].get(key)
        if isinstance(text, str) and not refusals({key: text}):
            session.choose(key, int(float(text)))


def read_link() -> None:
    """Say, once a visit, what the link holds that no setting takes; before any input."""
    if board_state().link_read:
        return
    change(link_read=True)
    told = refusals(st.query_params.to_dict())
    if told:
        change(problem=Problem(" ".join(told)))


def _edit(event: dict) -> None:
    kind, channel, cells = event["grid"], event["channel"], event["cells"]
    grid = grids.good(kind).copy()
    if kind == "kernel" and channel >= len(grid):
        grid = np.repeat(grid, 3, axis=0)
    if kind == "kernel" and session.held("flip"):
        grid = grid[:, ::-1, ::-1]
    try:
        if event["paste"]:
            _paste(grid[channel], cells[0], event["text"])
        else:
            number = parse_number(event["text"])
            for row, col in cells:
                grid[channel, row, col] = number
    except InputError as error:
        grids.tell(kind, error, "A cell of the", cells[0], channel)
        return
    if kind == "kernel" and session.held("flip"):
        grid = grid[:, ::-1, ::-1]
    grids.write(kind, grid)


def _paste(grid: np.ndarray, cell: tuple[int, int], text: str) -> None:
    rows = [parse_row(line) for line in text.strip().splitlines()]
    top, left = cell
    room, height = grid.shape[1] - left, grid.shape[0] - top
    for row in rows:
        if len(row) > room or len(row) != len(rows[0]):
            fits = f"rows of {len(rows[0])} numbers" if len(rows[0]) <= room else f"{room} numbers"
            raise InputError(f"{fits} from here", f"{len(row)}", "Paste rows that fit.")
    if len(rows) > height:
        raise InputError(f"{height} rows from here", f"{len(rows)}", "Paste fewer rows.")
    grid[top : top + len(rows), left : left + len(rows[0])] = rows
