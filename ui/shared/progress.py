"""What a visitor has done: lessons opened, exercises answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cnncore.words.recap import LessonDone
from ui.lessons import LESSONS, Lesson
from ui.shared import session


@dataclass(frozen=True)
class Answered:
    """How exercises went: questions right at the first try, and questions answered."""

    right: int = 0
    answered: int = 0


@dataclass(frozen=True)
class Progress:
    """Names of the lessons opened, and by lesson whether each question's first answer was right.

    A question in `shown`, whose working was read before any answer, counts neither way.
    """

    lessons: tuple[str, ...] = ()
    answers: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    shown: frozenset[tuple[str, str]] = frozenset()

    def score(self, lesson: str) -> Answered:
        """Count what was answered in a lesson."""
        first = self.answers.get(lesson, {})
        return Answered(sum(first.values()), len(first))

    def with_lesson(self, lesson: str) -> "Progress":
        """Add a lesson that was opened; one opened before changes nothing."""
        return self if lesson in self.lessons else replace(self, lessons=(*self.lessons, lesson))

    def with_answer(self, lesson: str, question: str, right: bool) -> "Progress":
        """Add a question's first answer; later ones teach but do not change the score."""
        if (lesson, question) in self.shown:
            return self
        first = {question: right, **self.answers.get(lesson, {})}
        return replace(self, answers={**self.answers, lesson: first})

    def with_working(self, lesson: str, question: str) -> "Progress":
        """Note that a question's working was opened; before any answer, none counts any more."""
        if question in self.answers.get(lesson, {}):
            return self
        return replace(self, shown=self.shown | {(lesson, question)})

    def lessons_done(self) -> tuple[LessonDone, ...]:
        """List every lesson of the course with what was done in it, as reports want it."""
        return tuple(self._done(lesson) for lesson in LESSONS)

    def _done(self, lesson: Lesson) -> LessonDone:
        score, opened = self.score(lesson.name), lesson.name in self.lessons
        return LessonDone(lesson.title, lesson.question, opened, score.right, score.answered)


_PROGRESS = session.Slot("progress", Progress)


def note_lesson(name: str) -> None:
    """Remember that a lesson was opened."""
    _PROGRESS.put(_PROGRESS.get().with_lesson(name))


def note_answer(lesson: str, question: str, right: bool) -> None:
    """Remember that a question was answered."""
    _PROGRESS.put(_PROGRESS.get().with_answer(lesson, question, right))


def note_working(lesson: str, question: str) -> None:
    """Remember that a question's working was opened."""
    _PROGRESS.put(_PROGRESS.get().with_working(lesson, question))


def progress() -> Progress:
    """Return what has been done so far."""
    return _PROGRESS.get()


def write() -> str:
    """Write it down for the browser to keep; "" where nothing was answered."""
    kept = _PROGRESS.get()
    if not kept.answers and not kept.shown:
        return ""
    first = {lesson: dict(answers) for lesson, answers in kept.answers.items()}
    return json.dumps([list(kept.lessons), first, sorted(kept.shown)])


def read(text: str) -> None:
    """Take back what `write` wrote; lessons that are no more are left out."""
    lessons, answers, shown = json.loads(text)
    known = {lesson.name for lesson in LESSONS}
    first = {
        lesson: {str(question): bool(right) for question, right in given.items()}
        for lesson, given in answers.items()
        if lesson in known
    }
    opened = (*_PROGRESS.get().lessons, *lessons)
    _PROGRESS.put(
        Progress(
            tuple(dict.fromkeys(name for name in opened if name in known)),
            first,
            frozenset((str(lesson), str(question)) for lesson, question in shown),
        )
    )


def forget() -> None:
    """Forget what was done."""
    _PROGRESS.clear()
