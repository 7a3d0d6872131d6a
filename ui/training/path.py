"""The path through the training lesson: five questions on how a network finds its weights."""

import numpy as np

from cnncore.digits.dataset import HELD_OUT
from cnncore.exercises import Exercise, slips
from cnncore.exercises.exercise import slips_of
from ui.shared.path_steps import Path, Step
from ui.training.start_stop import FEW_DIGITS

_CLASSES = 10
_WEIGHT, _GRADIENT, _RATE = 2.0, 4.0, 0.25
_DIGITS, _BATCH = 640, 64
_FEW = FEW_DIGITS["first_digits"]


def _guess() -> Exercise:
    answer = 100 / _CLASSES
    return Exercise(
        "guess", 1, 1,
        f"Before training all weights are random. There are {_CLASSES} digits, each as frequent as "
        "the others. **About how many percent of its answers are right?**",
        answer,
        f"One in {_CLASSES} is right by chance: {answer:g} %.",
        slips_of(answer, {slips.NEVER_RIGHT: 0.0, slips.COIN: 50.0}),
    )  # fmt: skip


def _step() -> Exercise:
    answer = _WEIGHT - _RATE * _GRADIENT
    return Exercise(
        "step", 1, 1,
        f"A weight is {_WEIGHT:g}. Its gradient, how much the loss grows when the weight grows, is "
        f"{_GRADIENT:g}; the learning rate is {_RATE:g}. **What is the weight after one step?**",
        answer,
        f"{_WEIGHT:g} − {_RATE:g}·{_GRADIENT:g} = {answer:g}: against the gradient, the loss "
        "falls.",
        slips_of(answer, {
            slips.UPHILL: _WEIGHT + _RATE * _GRADIENT,
            slips.NO_RATE: _WEIGHT - _GRADIENT,
            slips.NO_GRADIENT: _WEIGHT - _RATE,
        }),
    )  # fmt: skip


def _epoch() -> Exercise:
    answer = _DIGITS // _BATCH
    return Exercise(
        "epoch", 1, 1,
        f"The network sees a batch of {_BATCH} digits, then takes one step. An epoch is once "
        f"through all of {_DIGITS} digits. **How many steps is an epoch?**",
        answer,
        f"{_DIGITS} / {_BATCH} = {answer}.",
        slips_of(answer, {slips.EACH_DIGIT: _DIGITS, slips.ONE_BATCH: _BATCH, slips.ONE_EPOCH: 1}),
    )  # fmt: skip


def _distance(rate: float) -> float:
    """Return how far a step down the loss w² leads from its least, 0, having begun at 1."""
    weight = 1.0
    return abs(weight - rate * 2 * weight)


_RATES = ("It learns that much faster", "The loss jumps up", "Nothing changes")


def _rate() -> Exercise:
    far, near = _distance(1.1), _distance(0.3)
    answer = 1 if far > 1 > near else 0
    return Exercise(
        "rate", 1, 1,
        "The learning rate says how far each step goes. **What happens when it is made very "
        "large?**",
        answer,
        "Each step goes down the slope, over the lowest point and up the other side, further each "
        "time.",
        {0: slips.FASTER, 2: slips.NO_MATTER},
    )  # fmt: skip


_PART = ("Both fall together", "Training falls, held-out rises", "Held-out falls, training rises")


def _errors(weights: int) -> tuple[float, float]:
    """Return the mean squared error on ten points that a curve was fitted to, and on others."""
    random = np.random.default_rng(2)
    seen, held_out = np.linspace(-1, 1, 10), np.linspace(-0.95, 0.95, 50)
    noisy = [x**2 + random.normal(0, 0.2, x.shape) for x in (seen, held_out)]
    fitted = np.polyfit(seen, noisy[0], weights - 1)
    seen_error, held_out_error = (
        float(((np.polyval(fitted, x) - y) ** 2).mean())
        for x, y in zip((seen, held_out), noisy, strict=True)
    )
    return seen_error, held_out_error


def _part() -> Exercise:
    few, many = _errors(3), _errors(10)  # by heart: as many weights as points
    falls = [after < before for before, after in zip(few, many, strict=True)]
    answer = 0 if all(falls) else 1 if falls[0] else 2
    return Exercise(
        "part", 1, 1,
        f"The network learns from {_FEW} digits only, again and again, and is asked about "
        f"{HELD_OUT:,} held-out ones that it never learns from. **What do the two loss curves do "
        "in the end?**",
        answer,
        "It comes to know the few by heart, with all their accidents, which help with no others. "
        f"*Train on {_FEW} digits*, below the curves, shows it.",
        {0: slips.SAME_FOR_ALL, 2: slips.OTHER_WAY},
    )  # fmt: skip


PATH = Path(
    "training",
    (
        Step(
            "guess", "Where does it start?", _guess,
            "A network begins by guessing: what it knows afterwards, training has put there.",
            "part", covers=("part",),
        ),
        Step(
            "step", "What is one step of learning?", _step,
            "Learning is many small steps of every weight against its gradient.",
            "part", options={"part": "kernel"}, covers=("part",),
        ),
        Step(
            "epoch", "How many steps is an epoch?", _epoch,
            "A batch is one step; an epoch is as many as it takes to see every digit once.",
            "batch", covers=("part",),
        ),
        Step(
            "rate", "What if the steps are too large?", _rate,
            "Too small a learning rate crawls, too large a one explodes.",
            "rate", choices=_RATES, options={"part": "race"}, covers=("part",),
        ),
        Step(
            "part", "When do the two curves part?", _part,
            "Curves that part mean learning by heart; only held-out digits show it.",
            "part", choices=_PART, covers=("part",),
        ),
    ),
    inputs={},
    options={"part": "train"},
)  # fmt: skip
