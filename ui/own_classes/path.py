"""The path through the lesson on own classes: five questions on what a last layer learns."""

import numpy as np

from cnncore.exercises import Exercise, slips
from cnncore.exercises.exercise import slips_of
from cnncore.transfer.held_out import hold_out
from cnncore.transfer.last_layer import NUMBERS, LastLayer, fit_last_layer
from ui.shared.path_steps import Path, Step

_CLASSES = 2
_FROZEN_MILLIONS = 3.4

# A photo as two numbers: how much of an apple, and how much grass, is in it. The ground is larger.
_THING, _GROUND = 0.3, 1.0
_APPLE_ON_GRASS, _PEAR_ON_WOOD = (_THING, _GROUND), (-_THING, -_GROUND)
_APPLE_ON_WOOD, _PEAR_ON_GRASS = (_THING, -_GROUND), (-_THING, _GROUND)


def _weights() -> Exercise:
    answer = _CLASSES * (NUMBERS + 1)
    return Exercise(
        "weights", 1, 1,
        f"Each photo arrives as {NUMBERS:,} numbers. The last layer gives every class a weight for "
        f"each number, and a bias. You have {_CLASSES} classes. **How many weights and biases "
        "learn?**",
        answer,
        f"{_CLASSES} · ({NUMBERS:,} + 1) = {answer:,}; the millions below stay.",
        slips_of(
            answer,
            {
                slips.NO_BIAS: _CLASSES * NUMBERS,
                slips.ONE_CLASS: NUMBERS + 1,
                slips.WHOLE_NETWORK: _FROZEN_MILLIONS * 1e6 + answer,
            },
        ),
    )  # fmt: skip


_SIDES = (
    "Some of them, picked at random",
    "None of them: all are learnt from",
    "All or none of them",
)


def _aside() -> Exercise:
    burst = 8
    labels, group = np.zeros(burst + 4, int), np.append(np.zeros(burst, int), np.arange(1, 5))
    shares = {float(hold_out(labels, group, seed=seed)[:burst].mean()) for seed in range(20)}
    whole = shares <= {0.0, 1.0}
    return Exercise(
        "aside", 1, 1,
        f"You hold the button, and {burst} photos of one cup are taken within two seconds. Some "
        "photos are to be set aside as a test. **Which of the eight may be?**",
        2 if whole else 0,
        "They are nearly one photo. Learnt from one, the others are no test: so all or none.",
        {0: slips.LEAKED, 1: slips.ALL_TESTS} if whole else {},
    )  # fmt: skip


_SAYS = ("Apple", "Pear", "Neither")


def _trap() -> Exercise:
    layer = _learnt([])
    answer = int(layer.scores(np.array([_APPLE_ON_WOOD])).argmax())
    return Exercise(
        "trap", 1, 1,
        "All its apples lay on grass, all its pears on wood. Now it sees an apple on wood, small "
        "in the picture. **What will it say?**",
        answer,
        f"It says {_SAYS[answer]}: in its photos the ground told the two apart, and the ground is "
        "most of the picture.",
        {0: slips.SAW_THE_THING, 2: slips.CANNOT_SAY},
    )  # fmt: skip


_MENDS = (
    "A hundred more apples on grass and pears on wood",
    "An apple on wood and a pear on grass",
    "Training ten times longer on the same photos",
)


def _mend() -> Exercise:
    test = np.array([_APPLE_ON_WOOD])
    more = 50 * [(_APPLE_ON_GRASS, 0), (_PEAR_ON_WOOD, 1)]
    turned = [(_APPLE_ON_WOOD, 0), (_PEAR_ON_GRASS, 1)]
    says = [int(_learnt(added).scores(test).argmax()) for added in (more, turned, [])]
    answer = says.index(0)
    return Exercise(
        "mend", 1, 1,
        "It calls an apple on wood a pear, because of the ground. **What mends it?**",
        answer,
        "Only photos in which the ground tells nothing leave it nothing but the thing to look at.",
        {0: slips.MORE_OF_THE_SAME, 2: slips.LONGER},
    )  # fmt: skip


def _guess() -> Exercise:
    classes = 4
    answer = 100 / classes
    return Exercise(
        "guess", 1, 1,
        "Four classes, as many photos of each, and somebody guesses. **How many percent are right "
        "by luck alone?** Any accuracy has to be held against this.",
        answer,
        f"One of {classes}: {answer:g} %.",
        slips_of(answer, {slips.GUESSED_HALF: 50.0, slips.FRACTION: 1 / classes}),
    )  # fmt: skip


def _learnt(added: list[tuple[tuple[float, float], int]]) -> LastLayer:
    photos = [*5 * [(_APPLE_ON_GRASS, 0), (_PEAR_ON_WOOD, 1)], *added]
    numbers, labels = zip(*photos, strict=True)
    return fit_last_layer(np.array(numbers), np.array(labels), 2)


PATH = Path(
    "own_classes",
    (
        Step(
            "weights", "How many weights learn?", _weights,
            "A last layer of your own is small: that is why a few photos and a second are enough.",
            "learnt", options={"own": "photos"}, covers=("learnt",),
        ),
        Step(
            "aside", "Which photos are a test?", _aside,
            "What is set aside must be new to the network, or the number says nothing.",
            "album", choices=_SIDES, options={"own": "photos"},
        ),
        Step(
            "trap", "Which will it say?", _trap,
            "It learns whatever tells your classes apart, whether you meant it or not.",
            "trap", choices=_SAYS, options={"own": "trap"},
        ),
        Step(
            "mend", "What mends it?", _mend,
            "Show each thing where the other was: two photos can do what a hundred cannot.",
            "trap", choices=_MENDS, options={"own": "trap"},
        ),
        Step(
            "guess", "How good is good?", _guess,
            "An accuracy means something only beside luck, and beside how many photos tested it.",
            "own", options={"own": "photos"},
        ),
    ),
    inputs={},
    options={"own": "photos"},
)  # fmt: skip
