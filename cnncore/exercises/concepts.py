"""Ten concept questions in two forms that ask the same with other numbers and another order."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cnncore.errors import InputError
from cnncore.exercises.concept_forms import ASKED
from cnncore.exercises.exercise import Mistake

FORMS = (0, 1)
CONCEPTS: Mapping[str, str] = {
    "size": "The size of a map",
    "edge": "Why an edge kernel adds up to 0",
    "pooling": "What pooling keeps and loses",
    "weights": "Why so few weights",
    "seen": "What a later cell has seen",
    "part": "Curves that part",
    "shift": "A pattern that moves",
    "channels": "Channels and kernels",
    "no_digit": "A picture that is no digit",
    "sure": "What 99 % sure means",
}


@dataclass(frozen=True)
class Choice:
    """One answer to choose; `slip` is the misconception behind a wrong one, None for the right."""

    words: str
    slip: Mistake | None = None


@dataclass(frozen=True)
class ConceptQuestion:
    """A question on one concept, its choices in the order shown, and the working."""

    concept: str
    question: str
    choices: tuple[Choice, ...] = field(repr=False)
    working: str = ""

    @property
    def right(self) -> int:
        """The place of the right choice, from 0."""
        return next(place for place, choice in enumerate(self.choices) if choice.slip is None)


def concept_question(concept: str, form: int) -> ConceptQuestion:
    """Write the question on a concept (see `CONCEPTS`) in one of two equivalent forms.

    Raise `InputError` for another concept or form.

    >>> asked = concept_question("size", 0)
    >>> len(asked.choices) >= 3, asked == concept_question("size", 0)
    (True, True)
    """
    if concept not in CONCEPTS or form not in FORMS:
        raise InputError(
            f"one of {', '.join(CONCEPTS)} in form 0 or 1",
            f"{concept!r} in form {form!r}",
            "Choose.",
        )
    question, answer, wrong, working = ASKED[concept](form)
    choices = {answer: Choice(answer)}
    for slip, words in wrong:
        choices.setdefault(words, Choice(words, slip))
    order = np.random.default_rng([list(CONCEPTS).index(concept), form]).permutation(len(choices))
    shown = list(choices.values())
    return ConceptQuestion(concept, question, tuple(shown[place] for place in order), working)


def gain(before: float, after: float) -> float | None:
    """Return Hake's normalised gain of two shares answered right, 0 to 1; None from a full score.

    (after - before) / (1 - before): of what was not known before, how much is known now.
    Source: R. R. Hake, American Journal of Physics 66 (1998) 64.

    >>> gain(0.4, 0.7), gain(1.0, 1.0), gain(0.5, 0.25)
    (0.5, None, -0.5)
    """
    if not 0 <= before <= 1 or not 0 <= after <= 1:
        raise InputError("two shares from 0 to 1", f"{before} and {after}", "Divide by the number.")
    return None if before == 1 else round((after - before) / (1 - before), 9)
