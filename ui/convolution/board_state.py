"""What a visitor's board keeps between runs, beside what its inputs hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cnncore.convolution.grids import ARTICLE_IMAGE, ARTICLE_KERNEL
from ui.shared import session

START = {"image": ARTICLE_IMAGE, "kernel": ARTICLE_KERNEL}


@dataclass(frozen=True)
class Problem:
    """What was wrong with a change or a link, and where: a grid such as "image0" and its cell."""

    text: str
    grid: str | None = None
    cell: tuple[int, int] | None = None


@dataclass(frozen=True)
class BoardState:
    """Both texts as last read without error, the problem to tell, the last random image's seed.

    `edit_taken` names the last change made on the board itself, `moved_taken` the last move of
    the sliders that the board told, not they themselves.
    """

    texts: Mapping[str, str] = field(default_factory=lambda: dict(START))
    problem: Problem | None = None
    seed: int = 0
    edit_taken: str | None = None
    moved_taken: str | None = None
    link_read: bool = False


_BOARD = session.Slot("board", BoardState)


def board_state() -> BoardState:
    """Return what is kept now."""
    return _BOARD.get()


def change(**changed: Any) -> None:
    """Keep other values of some fields."""
    _BOARD.put(replace(_BOARD.get(), **changed))


def keep_text(kind: str, text: str) -> None:
    """Keep a text of the image or the kernel that was read without error."""
    change(texts={**board_state().texts, kind: text})
