"""A question with its answer, what every known slip would answer, and the check of one given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cnncore.errors import InputError

Answer = float | tuple[float, ...]


@dataclass(frozen=True)
class Mistake:
    """A known slip: its short `name` and one sentence that says what happened and the cure."""

    name: str
    sentence: str


@dataclass(frozen=True)
class Exercise:
    """One question with its answer, the working that leads there and the slips it knows.

    `kind`, `level` (1 to 3) and `seed` make the same question again. `slips` maps the wrong
    answer that a slip gives to the `Mistake`; the answer itself is never among them.
    `parts` names the numbers of an answer of several, such as ("Rows", "Columns"). Question and
    working are Markdown, formulas between dollar signs.
    """

    kind: str
    level: int
    seed: int
    question: str
    answer: Answer
    working: str
    slips: Mapping[Answer, Mistake] = field(default_factory=dict)
    parts: tuple[str, ...] = ("Your prediction",)


@dataclass(frozen=True)
class Verdict:
    """What came of an answer: `right`, and the `Mistake` recognised behind a wrong one, or None."""

    right: bool
    mistake: Mistake | None


def slips_of(
    answer: Answer, wrong: Mapping[Mistake, Answer] | Iterable[tuple[Mistake, Answer]]
) -> dict[Answer, Mistake]:
    """Key slips by what they give; the first slip keeps a shared value, the answer is left out.

    >>> slips_of(3, {Mistake("a", "A."): 5, Mistake("b", "B."): 3, Mistake("c", "C."): 5})
    {5: Mistake(name='a', sentence='A.')}
    """
    slips: dict[Answer, Mistake] = {}
    for mistake, value in wrong.items() if isinstance(wrong, Mapping) else wrong:
        if not _same(value, answer):
            slips.setdefault(value, mistake)
    return slips


def check(exercise: Exercise, given: Answer) -> Verdict:
    """Compare an answer with the exercise's and name the slip behind a wrong one.

    Numbers count as equal within 1e-6. Raise `InputError` for an answer that is not finite.

    >>> forgot = Mistake("forgot 2P", "Padding is added on both sides: count 2P.")
    >>> size = Exercise("size", 1, 0, "How wide is the map?", 5, "5 + 2 − 3 + 1 = 5", {3: forgot})
    >>> check(size, 5).right, check(size, 3).mistake.name, check(size, 9).mistake
    (True, 'forgot 2P', None)
    """
    if not all(abs(number) < float("inf") for number in _numbers(given)):
        raise InputError("a number as the answer", repr(given), "Type the number you predict.")
    if _same(given, exercise.answer):
        return Verdict(True, None)
    for value, mistake in exercise.slips.items():
        if _same(given, value):
            return Verdict(False, mistake)
    return Verdict(False, None)


def _numbers(answer: Answer) -> tuple[float, ...]:
    return answer if isinstance(answer, tuple) else (answer,)


def _same(one: Answer, other: Answer) -> bool:
    ours, theirs = _numbers(one), _numbers(other)
    pairs = zip(ours, theirs, strict=False)
    return len(ours) == len(theirs) and all(abs(a - b) <= 1e-6 for a, b in pairs)
