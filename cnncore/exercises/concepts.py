"""Ten concept questions in two forms that ask the same with other numbers and another order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from cnncore.convolution import convolve, output_size, pool
from cnncore.errors import InputError
from cnncore.exercises import slips
from cnncore.exercises.exercise import Mistake
from cnncore.networks.layers import layer
from cnncore.networks.ledger import account

FORMS = (0, 1)
SOBEL = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
LAPLACIAN = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])


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
    question, answer, wrong, working = _MAKERS[concept](form)
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


_Asked = tuple[str, str, list[tuple[Mistake, str]], str]


def _size(form: int) -> _Asked:
    side, kernel, padding, stride = ((9, 3, 2, 2), (11, 5, 2, 2))[form]
    answer = output_size(side, kernel, padding=padding, stride=stride)
    return (
        f"An image of {side} × {side}, a kernel of {kernel} × {kernel}, padding {padding}, stride "
        f"{stride}. How many rows has the map?",
        f"{answer}",
        [
            (slips.UNPADDED, f"{output_size(side, kernel, stride=stride)}"),
            (slips.NO_STRIDE, f"{output_size(side, kernel, padding=padding)}"),
            (slips.NO_ONE, f"{answer - 1}"),
        ],
        f"({side} + 2·{padding} − {kernel}) / {stride} + 1, rounded down, is {answer}.",
    )


def _edge(form: int) -> _Asked:
    level = (4, 7)[form]
    kernel = (SOBEL, LAPLACIAN)[form]
    answer = float(convolve(np.full((3, 3), level), kernel)[0, 0])
    plus = int(kernel[kernel > 0].sum())
    return (
        f"An edge kernel’s weights add up to {kernel.sum():g}. What does it answer where every "
        f"pixel is {level}?",
        f"{answer:g}",
        [
            (slips.ONLY_PLUS, f"{plus * level}"),
            (slips.KEEPS_LEVEL, f"{level}"),
            (slips.UNWEIGHTED, f"{9 * level}"),
        ],
        "What is the same everywhere cancels: some weights add what the others take away.",
    )


def _pooling(form: int) -> _Asked:
    window = np.array(([[1, 5], [2, 4]], [[3, 0], [7, 2]])[form])
    answer = float(pool(window, 2, 2).values[0, 0])
    numbers = ", ".join(map(str, window.ravel()))
    return (
        f"Max pooling looks at a window of {numbers}. What is known of it afterwards?",
        f"The {answer:g}, but not where it stood",
        [
            (slips.KEEPS_PLACE, f"The {answer:g}, and where it stood"),
            (slips.MEAN, f"The mean, {window.mean():g}"),
            (slips.SUMMED, f"The sum, {window.sum():g}"),
        ],
        "Pooling keeps how strongly something was found, and gives up exactly where.",
    )


def _weights(form: int) -> _Asked:
    side, kernel = ((28, 3), (100, 5))[form]
    entry = account([layer("conv", channels=1, kernel=kernel)], (1, side, side)).entries[0]
    answer = entry.parameters
    places = int(np.prod(entry.shapes[1]))
    return (
        f"One filter of {kernel} × {kernel} with a bias goes over an image of {side} × {side}. How "
        "many numbers does it learn?",
        f"{answer:,}",
        [
            (slips.EVERYWHERE, f"{answer * places:,}"),
            (slips.LAYER_NO_BIAS, f"{kernel * kernel:,}"),
            (slips.WHOLE_IMAGE, f"{side * side:,}"),
        ],
        f"{kernel}·{kernel} + 1 = {answer}: the same ones at every place.",
    )


def _seen(form: int) -> _Asked:
    first, second = ((3, 3), (5, 3))[form]
    chain = [layer("conv", channels=1, kernel=side) for side in (first, second)]
    answer = account(chain, (1, 32, 32)).entries[-1].receptive_field
    return (
        f"Two convolutions in a row, {first} × {first} and then {second} × {second}, stride 1. How "
        "wide is the patch of the image that one cell of the second map has seen?",
        f"{answer} pixels",
        [
            (slips.LAST_ONLY, f"{second} pixels"),
            (slips.ADDED, f"{first + second} pixels"),
            (slips.TIMES, f"{first * second} pixels"),
        ],
        f"{first} + {second} − 1 = {answer}: neighbours’ patches overlap.",
    )


def _part(form: int) -> _Asked:
    curve = ("loss", "accuracy")[form]
    went = ("falls, the held-out loss rises", "rises, the held-out accuracy falls")[form]
    return (
        f"During training, the {curve} on the training digits {went}. What is happening?",
        "It learns the training digits by heart",
        [
            (slips.STILL_LEARNING, "It learns well: the training curve decides"),
            (slips.RATE_BLAMED, "The learning rate is too small"),
            (slips.HARDER_DIGITS, "The held-out digits are getting harder"),
        ],
        "What helps with these digits only helps with no others; held-out digits show it.",
    )


def _shift(form: int) -> _Asked:
    image = np.zeros((8, 8))
    image[3, 3] = 1
    kernel = np.arange(9.0).reshape(3, 3)
    moved = np.roll(image, 1, axis=form)
    along = np.array_equal(convolve(moved, kernel), np.roll(convolve(image, kernel), 1, axis=form))
    way = ("down", "to the right")[form]
    words = (f"It moves one cell {way}", "Its numbers become others")
    return (
        f"A digit moves one pixel {way}. What does a feature map of the first layer do, away from "
        "the border?",
        words[0 if along else 1],
        [
            (slips.STAYS, "It stays as it is, and so the answer does"),
            (slips.NEW_SUMS, words[1 if along else 0]),
        ],
        "Same kernel, same pattern, one place on. The answer may change all the same: the last "
        "layer weighs every place by a weight of its own.",
    )


def _channels(form: int) -> _Asked:
    taken, given, kernel = ((3, 8, 5), (4, 6, 3))[form]
    entry = account([layer("conv", channels=given, kernel=kernel)], (taken, 28, 28)).entries[0]
    weights = entry.parameters - given
    return (
        f"A layer of {kernel} × {kernel} kernels makes {given} maps from {taken}. How many weights "
        "has it, biases left out?",
        f"{weights:,}",
        [
            (slips.LAYER_NO_IN, f"{kernel * kernel * given:,}"),
            (slips.LAYER_NO_OUT, f"{kernel * kernel * taken:,}"),
            (slips.ADDED_CHANNELS, f"{kernel * kernel * (taken + given):,}"),
        ],
        f"{given} filters, each with {taken} slices of {kernel} × {kernel}: {weights:,}.",
    )


def _no_digit(form: int) -> _Asked:
    thing = ("a heart", "a star")[form]
    return (
        f"Somebody draws {thing}. What do the ten percentages look like?",
        "They add up to 100 %, and one digit may get nearly all of it",
        [
            (slips.CAN_REFUSE, "All are near 0 %"),
            (slips.EVEN_SHARES, "All are near 10 %"),
            (slips.KNOWS_THINGS, f"The network says that it is {thing}"),
        ],
        "There is a score for every digit and for nothing else; together they are always 100 %.",
    )


def _sure(form: int) -> _Asked:
    percent = ("99 %", "97 %")[form]
    return (
        f"“{percent} sure” stands below an answer. What does that number alone say?",
        "That one of the ten scores lies far above the others",
        [
            (slips.PROMISE, f"That {percent} of such answers are right"),
            (slips.LIKENESS, f"That the drawing is {percent} like a perfect digit"),
            (slips.RULES_OUT, "That it cannot be anything but a digit"),
        ],
        "How often such answers are right has to be counted on digits that are known.",
    )


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
_MAKERS: Mapping[str, Callable[[int], _Asked]] = {
    "size": _size, "edge": _edge, "pooling": _pooling, "weights": _weights, "seen": _seen,
    "part": _part, "shift": _shift, "channels": _channels, "no_digit": _no_digit, "sure": _sure,
}  # fmt: skip
