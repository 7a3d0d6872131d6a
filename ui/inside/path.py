"""The path through the inside of the network: five questions on where an answer comes from."""

import numpy as np

from cnncore.convolution import convolve, pool, relu
from cnncore.digits.shift import shifted
from cnncore.exercises import Exercise, slips
from cnncore.exercises.exercise import slips_of
from ui.shared.path_steps import Path, Step

_BIAS, _PRODUCTS = 0.5, (1.5, -3.0, 0.25)
_MOVE = 4
_POOLS = 2  # as many as the network has
_SPOT = (8, 8)


def _sum() -> Exercise:
    total = sum(_PRODUCTS) + _BIAS
    answer = float(relu(np.array([total]))[0])
    terms = " + ".join(f"({one:g})" if one < 0 else f"{one:g}" for one in _PRODUCTS)
    return Exercise(
        "sum", 1, 1,
        f"The products of a cell add up to {sum(_PRODUCTS):g}; the bias is {_BIAS:g}. ReLU comes "
        "next. **Which number does ReLU hand on?**".replace("-", "−"),
        answer,
        f"{terms} + {_BIAS:g} = {total:g}, which is below 0: ReLU hands on {answer:g}.".replace(
            "-", "−"
        ),
        slips_of(answer, {
            slips.NO_RELU: total, slips.NO_SIGN: abs(total), slips.NO_BIAS: sum(_PRODUCTS),
        }),
    )  # fmt: skip


def _silent() -> Exercise:
    weights = np.random.default_rng(0).normal(0, 1, (7, 7))
    answer = float((weights * relu(-np.ones((7, 7)))).sum())
    return Exercise(
        "silent", 1, 1,
        "A filter finds nothing: its map is 0 everywhere. The last layer multiplies each of its 49 "
        "numbers by a weight. **How much does this map add to the score of a 7?**",
        answer,
        "49 weights times 0 are 0: what finds nothing says nothing, for or against.",
        slips_of(answer, {slips.WEIGHTS_ALONE: 49.0, slips.AGAINST: -1.0}),
    )  # fmt: skip


def _moved() -> Exercise:
    digit = np.zeros((28, 28))
    digit[_SPOT] = 1
    maps = []
    for one in (digit, shifted(digit, 0, _MOVE)):
        for _ in range(_POOLS):
            one = pool(convolve(one, np.ones((1, 1))), 2, 2).values
        maps.append(one)
    places = [int(one.max(axis=0).argmax()) for one in maps]
    answer = places[1] - places[0]
    return Exercise(
        "moved", 1, 1,
        f"The drawing is moved {_MOVE} pixels to the right. On its way through the network it is "
        f"max pooled {_POOLS} times, 2 × 2 cells to one. **By how many cells does the last map "
        "move?**",
        answer,
        f"The first maps, shown below, move by {_MOVE} cells; each pooling halves that: "
        f"{_MOVE} / 2 / 2 = {answer}.",
        slips_of(answer, {
            slips.NOT_SHRUNK: _MOVE, slips.POOLED_ONCE: _MOVE // 2, slips.STAYS_PUT: 0,
        }),
    )  # fmt: skip


_ANSWERS = ("Never: the map only moves along", "Yes, it may")


def _place() -> Exercise:
    weights = np.random.default_rng(0).normal(0, 1, (7, 7))
    found = np.zeros((7, 7))
    found[2, 2] = 1
    scores = [float((weights * one).sum()) for one in (found, shifted(found, 0, 1))]
    answer = int(scores[0] != scores[1])
    return Exercise(
        "place", 1, 1,
        "The maps move with the drawing. The last layer has a weight of its own for every place of "
        "every map. **Can the answer change when the drawing is moved?**",
        answer,
        "The same number now meets another weight, so every score becomes another sum.",
        {1 - answer: slips.MAPS_ALONE},
    )  # fmt: skip


_OFF = ("The score goes to 0", "The score loses what this filter added", "Nothing changes")


def _off() -> Exercise:
    added = np.array([4.0, -1.0, 2.0])  # by three filters
    without = added[1:].sum()
    answer = 0 if without == 0 else 1 if without != added.sum() else 2
    return Exercise(
        "off", 1, 1,
        "A score is a sum over all filters of the layer before. One filter is switched off. "
        "**What becomes of the score?**",
        answer,
        "The sum is made without it; all the others still speak.",
        {0: slips.ONE_IS_ALL, 2: slips.OTHERS_KNOW},
    )  # fmt: skip


PATH = Path(
    "inside",
    (
        Step(
            "sum", "What does ReLU hand on?", _sum,
            "A cell is a sum of products and a bias; ReLU makes what is below 0 a 0.",
            "maps", covers=("inside",),
        ),
        Step(
            "silent", "What does a filter say that finds nothing?", _silent,
            "A score is made of what was found: a map of zeros is silent.",
            "maps", covers=("inside",),
        ),
        Step(
            "off", "What if one filter is switched off?", _off,
            "No filter decides alone: a score is a sum of many voices.",
            "inside", choices=_OFF, options={"inside": "surgery", "cut_layer": "conv2"},
            covers=("inside",),
        ),
        Step(
            "moved", "How far does a map move?", _moved,
            "The map moves with the drawing, in steps that pooling has made larger.",
            "inside", options={"inside": "shift"}, inputs={"across": _MOVE}, covers=("inside",),
        ),
        Step(
            "place", "Can the answer change with it?", _place,
            "Maps move with the drawing, but the scores change: the last weights know places.",
            "inside", choices=_ANSWERS, options={"inside": "shift"}, covers=("inside",),
        ),
    ),
    inputs={},
    options={"inside": "number"},
)  # fmt: skip
