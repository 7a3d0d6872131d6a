"""The board of today's settings, with what it shows as soon as one of them is moved."""

from cnncore.convolution.worked import Setup
from ui.components.board import board
from ui.components.board.lists import setting_key
from ui.convolution import cache, controls, edits, grids
from ui.convolution.board_state import board_state
from ui.convolution.path import PATH
from ui.shared import path_answer


def draw(setup: Setup) -> None:
    """Draw the board; where the setup does not fit, it says why."""
    board(
        setting_key(setup),
        cache.ahead(setup),
        controls.INPUTS,
        edits.announced,
        key=edits.BOARD,
        problem=grids.problem(),
        taken=board_state().moved_taken,
        picked=_picked if path_answer.picks(PATH, edits.BOARD) else None,
    )


def _picked() -> None:
    path_answer.take_pick(PATH, edits.BOARD)
