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
class GridText:
    """A grid as text: last read without error, last typed, and what mends a damaged link."""

    good: str
    typed: str | None = None
    mended: str | None = None


@dataclass(frozen=True)
class BoardState:
    """Both texts by kind, the problem to tell, the last random image's seed, what was dealt with.

    `edit_taken` names the last change made on the board itself.
    """

    texts: Mapping[str, GridText] = field(
        default_factory=lambda: {kind: GridText(text) for kind, text in START.items()}
    )
    problem: Problem | None = None
    seed: int = 0
    edit_taken: str | None = None
    link_read: bool = False


_BOARD = session.Slot("board", BoardState)


def board_state() -> BoardState:
    """Return what is kept now."""
    return _BOARD.get()


def change(**changed: Any) -> None:
    """Keep other values of some fields."""
    _BOARD.put(replace(_BOARD.get(), **changed))


def change_text(kind: str, **changed: Any) -> None:
    """Keep other values of the image's or the kernel's text."""
    texts = board_state().texts
    change(texts={**texts, kind: replace(texts[kind], **changed)})
