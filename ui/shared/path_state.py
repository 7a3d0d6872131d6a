"""How far a visitor is on the paths; what was found out is kept over a reload too."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ui.shared import cookie, session
from ui.shared.path_steps import Path, Step

_COOKIE = "cnn_path"
# lesson:step.step|lesson:step
_WORD = re.compile(r"[a-z_]{1,20}:[a-z_.]{1,120}(\|[a-z_]{1,20}:[a-z_.]{1,120}){0,9}")


@dataclass(frozen=True)
class Walk:
    """One lesson's path: the step last set up, where it was left, answers, what has been shown."""

    at: str = ""
    left: str = ""
    said: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """The step that a visitor was at last, in any lesson."""

    lesson: str
    step: str
    title: str


def _found_before() -> Mapping[str, Walk]:
    word = cookie.read(_COOKIE, _WORD)
    parts = (part.split(":") for part in word.split("|") if word)
    return {lesson: Walk(shown=frozenset(steps.split("."))) for lesson, steps in parts}


_WALKS: session.Slot[Mapping[str, Walk]] = session.Slot("walks", _found_before)
_KEPT: session.Slot[str] = session.Slot("path cookie", lambda: cookie.read(_COOKIE, _WORD))
_LAST: session.Slot[Place | None] = session.Slot("path place", lambda: None)


def walk(lesson: str) -> Walk:
    """Return how far the visitor is on a lesson's path."""
    return _WALKS.get().get(lesson, Walk())


def found(path: Path) -> int:
    """Count the steps that have been answered right, or shown."""
    return sum(step.name in walk(path.lesson).shown for step in path.steps)


def found_in_all() -> int:
    """Count the same over all lessons."""
    return sum(len(one.shown) for one in _WALKS.get().values())


def last() -> Place | None:
    """Return the step that the visitor was at last, None before the first."""
    return _LAST.get()


def be_at(path: Path, step: Step) -> None:
    """Note that the visitor stands at a step."""
    _LAST.put(Place(path.lesson, step.name, step.title))


def note(path: Path, **changed: Any) -> None:
    """Note how far the visitor is now; what changes nothing makes no record."""
    known = _WALKS.get()
    if path.lesson in known or any(changed.values()):
        _WALKS.put({**known, path.lesson: replace(walk(path.lesson), **changed)})


def come_anew() -> None:
    """Have every step set its workbench up again when it is next come to."""
    _WALKS.put({lesson: replace(one, at="") for lesson, one in _WALKS.get().items()})


def remember() -> None:
    """Have the browser keep what has been found out; for a page's script, not for callbacks."""
    shown = {lesson: ".".join(sorted(one.shown)) for lesson, one in _WALKS.get().items()}
    word = "|".join(f"{lesson}:{steps}" for lesson, steps in shown.items() if steps)
    if word != _KEPT.get():
        cookie.keep(_COOKIE, word)
        _KEPT.put(word)


def forget() -> None:
    """Forget every answer; `remember` tells the browser."""
    _WALKS.put({})
    _LAST.clear()
