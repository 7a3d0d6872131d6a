"""Questions drawn at random, always the same one for the same seed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from cnncore.errors import InputError
from cnncore.exercises.exercise import Answer, Exercise, Mistake, slips_of


@dataclass(frozen=True)
class Draw:
    """What one draw of the numbers asks, as an `Exercise` holds it."""

    question: str
    answer: Answer
    working: str
    wrong: Iterable[tuple[Mistake, Answer]]
    parts: tuple[str, ...] = ("Your prediction",)


Maker = Callable[[np.random.Generator, int], Draw]


def draw_exercise(
    makers: Mapping[str, Maker],
    kind: str,
    level: int,
    seed: int,
    *,
    draws: int,
    stream: tuple[int, ...] = (),
) -> Exercise:
    """Draw the numbers a few times and keep the question whose slips differ most.

    `stream` sets one lesson's random numbers apart from another's. Raise `InputError` for a kind
    that no maker has, or a level beyond 1 to 3.
    """
    if kind not in makers or level not in (1, 2, 3):
        raise InputError(
            f"one of {', '.join(makers)} at level 1 to 3", f"{kind!r} at level {level!r}", "Choose."
        )
    random = np.random.default_rng([list(makers).index(kind), level, seed, *stream])
    drawn = [makers[kind](random, level) for _ in range(draws)]
    slips = [slips_of(one.answer, one.wrong) for one in drawn]
    best, known = max(zip(drawn, slips, strict=True), key=lambda pair: len(pair[1]))
    return Exercise(kind, level, seed, best.question, best.answer, best.working, known, best.parts)
