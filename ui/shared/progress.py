"""What a visitor has done in this browser session: lessons opened, exercises answered."""

from dataclasses import dataclass

from ui.shared import session

_OPENED = "lessons_opened"


@dataclass(frozen=True)
class Progress:
    """Names of the lessons opened, and a lesson's exercises as (right at first try, answered)."""

    lessons: tuple[str, ...]
    exercises: dict[str, tuple[int, int]]


def note_lesson(name: str) -> None:
    """Remember that a lesson was opened."""
    opened = session.kept(_OPENED, ())
    if name not in opened:
        session.keep(_OPENED, (*opened, name))


def progress() -> Progress:
    """Return what has been done so far; the exercise card keeps the answers it has counted."""
    opened = session.kept(_OPENED, ())
    answered = {name: session.kept(f"{name}_answered", {}) for name in opened}
    done = {name: (sum(first.values()), len(first)) for name, first in answered.items() if first}
    return Progress(opened, done)
