"""What a visitor has here: the album, what was learnt from it, what is marked, a step back."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from cnncore.errors import InputError
from cnncore.pieces import Pieces
from cnncore.transfer.album import Album
from cnncore.transfer.learning import Learnt, train
from ui.own_classes import cache
from ui.shared import session
from ui.shared.long_work import Work

FIRST = "ground"  # the ready set that the lesson opens on

T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """The album and what belongs to it; `files` counts uploads, `taken` names those of the last.

    The ready set that is `wanted` is laid on it as soon as it is drawn.
    """

    album: Album = field(default_factory=Album)
    wanted: str = ""
    learnt: Learnt | None = None
    marked: tuple[str, ...] = ()
    before: Album | None = None
    problems: tuple[str, ...] = ()
    files: int = 0
    taken: frozenset[str] = frozenset()


_DESK: session.Slot[Desk] = session.Slot("own classes", lambda: Desk(wanted=FIRST))

_WORK: session.Slot[dict[str, tuple[Learnt, Work]]] = session.Slot("own classes, work", dict)


def desk() -> Desk:
    """Return the visitor's desk; a ready set lies on it at first."""
    if wanted := _DESK.get().wanted:
        put(album=cache.ready(wanted), wanted="", problems=())
    return _DESK.get()


def put(**changes: Any) -> None:
    """Change fields of the desk; another album makes what was learnt from the last one void."""
    now = _DESK.get()
    if "album" in changes and changes["album"] is not now.album:
        before = now.album if now.album.kinds else None
        changes = {"learnt": None, "marked": (), "before": before, **changes}
    _DESK.put(replace(now, **changes))


def undo() -> None:
    """Go back to the album before the last change; once more, and it is back."""
    if (before := _DESK.get().before) is not None:
        put(album=before, problems=())


def learn() -> None:
    """Train on the album; say what keeps it from being trained."""
    try:
        put(learnt=train(desk().album), problems=())
    except InputError as problem:
        put(problems=(told(problem),))


def trained(*, tested: bool = False) -> Learnt | None:
    """Return what was learnt, training first if need be; say what keeps it from that, or, where it
    is to be `tested`, that nothing was set aside."""
    now = desk()
    if now.learnt is None:
        learn()
        now = desk()
    problem = now.problems[0] if now.problems and now.learnt is None else ""
    if now.learnt is not None and tested and not now.learnt.tested:
        problem = "No photo could be set aside, so nothing can be tested here. Add photos from "
        problem += "another moment, in the tab Photos."
    if problem:
        st.warning(problem, icon=":material/build:")
        return None
    return now.learnt


def work(name: str, learnt: Learnt, begin: Callable[[Learnt], Pieces[T]]) -> Work[T]:
    """Return the visitor's work of this name on what was learnt; another `learnt` begins anew."""
    kept = {key: pair for key, pair in _WORK.get().items() if pair[0] is learnt}
    _, found = kept.setdefault(name, (learnt, Work(partial(begin, learnt))))
    _WORK.put(kept)
    return found


def told(problem: InputError, name: str = "") -> str:
    """Say a problem in one sentence, with the name of the file it is about."""
    of = f"{name}: this" if name else "This"
    return f"{of} needs {problem.expected}; it got {problem.got}. **{problem.todo}**"
