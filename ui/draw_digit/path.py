"""The path through the drawing lesson: five questions on what an answer is and how sure it is."""

import numpy as np

from cnncore.exercises import Exercise, slips
from cnncore.exercises.exercise import slips_of
from cnncore.inside.probabilities import softmax
from ui.shared.path_steps import Path, Step

_SCORES = 10
_PERCENT = 100


def _sum() -> Exercise:
    chances = _PERCENT * softmax(np.random.default_rng(0).normal(0, 3, _SCORES))
    answer = round(float(chances.sum()), 6)
    return Exercise(
        "sum", 1, 1,
        f"The network gives every digit a score, and turns the {_SCORES} scores into percentages. "
        "**How much do the ten percentages add up to?**",
        answer,
        f"Each is a score’s share of one whole: {answer:g} % in all, whatever was drawn.",
        slips_of(answer, {slips.EACH_FOR_ITSELF: answer * _SCORES, slips.FRACTION: 1.0}),
    )  # fmt: skip


def _two() -> Exercise:
    scores = np.zeros(_SCORES)
    scores[[1, 7]] = 30
    answer = round(_PERCENT * float(softmax(scores)[7]), 6)
    return Exercise(
        "two", 1, 1,
        "A stroke could be a 1 or a 7: both get the same score, and the other eight fall far "
        "behind. **How many percent does the 7 get?**",
        answer,
        f"The two share what there is: {answer:g} % each.",
        slips_of(answer, {slips.SURE_OF_BOTH: _PERCENT, slips.TENTH: _PERCENT / _SCORES}),
    )  # fmt: skip


_HOUSE = ("All ten get 0 %", "All ten get 10 %", "Some digit may get nearly all")


def _house() -> Exercise:
    scores = 3 * np.random.default_rng(0).normal(0, 3, _SCORES)  # no scores are made for a house
    most = float(softmax(scores).max())
    answer = 2 if most > 0.5 else 1
    return Exercise(
        "house", 1, 1,
        "Somebody draws a house. There is no score for a house, only for the ten digits. "
        "**What can the percentages look like?**",
        answer,
        "They add up to 100 %, house or not, and one score that lies above the others takes most "
        "of it.",
        {0: slips.CAN_REFUSE, 1: slips.EVEN_SHARES},
    )  # fmt: skip


_SURE = (
    "99 of 100 such drawings are answered right",
    "The other nine scores lie far below",
    "The drawing is 99 % of a perfect digit",
)


def _sure() -> Exercise:
    apart = np.zeros(_SCORES)
    apart[0] = 7
    answer = 1 if softmax(apart).max() > 0.99 > softmax(apart / 7).max() else 0
    return Exercise(
        "sure", 1, 1,
        "Below an answer stands “99 % sure”. **What does this number alone tell?**",
        answer,
        "It is made of the ten scores and of nothing else: how far one lies above the others.",
        {0: slips.PROMISE, 2: slips.LIKENESS},
    )  # fmt: skip


_HALVED = ("The same answer, less sure", "Another answer", "The same answer, surer")


def _temperature() -> Exercise:
    scores = np.random.default_rng(0).normal(0, 3, _SCORES)
    before, after = softmax(scores), softmax(scores / 2)
    same = before.argmax() == after.argmax()
    answer = 1 if not same else 0 if after.max() < before.max() else 2
    return Exercise(
        "temperature", 1, 1,
        "All ten scores are halved before they become percentages. **What comes out?**",
        answer,
        "The order stays: of ten scores made up for this, the first goes from "
        f"{_PERCENT * before.max():.0f} % to {_PERCENT * after.max():.0f} %.",
        {1: slips.NEW_ORDER, 2: slips.SURER},
    )  # fmt: skip


_COVERS = ("answer", "view")

PATH = Path(
    "draw_digit",
    (
        Step(
            "sum", "What do the percentages add up to?", _sum,
            "Ten percentages share 100: what one digit gains, the others lose.",
            "answer", covers=_COVERS,
        ),
        Step(
            "two", "What if two digits look alike?", _two,
            "Near 50 % for two digits says: it is one of these, and I cannot tell which.",
            "answer", covers=_COVERS,
        ),
        Step(
            "house", "What if it is no digit?", _house,
            "The scores have no word for “none of these”: other questions must find that out.",
            "view", choices=_HOUSE, options={"view": "unknown"}, covers=_COVERS,
        ),
        Step(
            "sure", "What does 99 % sure mean?", _sure,
            "How sure it sounds is not how often it is right: that has to be counted.",
            "view", choices=_SURE, options={"view": "unknown"}, covers=("view",),
        ),
        Step(
            "temperature", "Can it be made to sound less sure?", _temperature,
            "Dividing the scores changes how sure a network sounds, not what it knows.",
            "temperature", choices=_HALVED, options={"view": "unknown"},
            inputs={"temperature": 2.0}, covers=("view",),
        ),
    ),
    inputs={},
    options={"view": "heat", "source": "draw"},
)  # fmt: skip
