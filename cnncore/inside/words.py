"""What is found inside a network, in sentences: sizes, sums, and why a digit is doubted."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from cnncore.chance import chance
from cnncore.digits.drawing import Drawing
from cnncore.inside.doubt import Doubt
from cnncore.inside.steps import Cell, Step
from cnncore.inside.sums import Scaling, Sum
from cnncore.networks.simple_cnn import Prediction

# question of `doubt.doubts` -> what it means that this one weighs most
REASONS = {
    "scores": "none of the ten scores is high",
    "angle": "no training digit of that kind excites the same features",
    "distance": "its features lie far from those of every training digit",
    "length": "its line is longer than nearly every digit's",
    "shape": "it has more pieces or loops than a digit",
}
_EMPTY = {
    "blank": "The canvas is blank. Draw a digit with mouse, pen or finger.",
    "full": "The canvas is full of ink. Clear it and draw a digit with a thinner pen.",
    "dot": "That is one dot. Draw on: a digit is a line.",
}
_EXPLAINED = {
    "input": "A pixel of the drawing: 0 is paper, 1 is ink.",
    "max": "The largest of the window is kept, the others are dropped: no products.",
    "avg": "The mean of {cells}: each counts 1/{cells}.",
    "gap": "The mean of the whole map, {cells} cells.",
    "relu": "Negative numbers become 0, others stay.",
    "drop": "Switched off outside training: the number passes unchanged.",
    "flatten": "Only the address changes. In code, counted from 0: map × rows × columns + "
    "row × columns + column.",
}


def reason_of(verdict: Doubt) -> str:
    """Say what speaks most against a digit, as the rest of a sentence.

    A part of 1 or less is no reason by itself: then only all of them together are.
    """
    if verdict.parts[verdict.weightiest] > 1:
        return REASONS[verdict.weightiest]
    return "nothing stands out alone, but all together it is too strange"


def answer_said(drawing: Drawing, prediction: Prediction, verdict: Doubt) -> tuple[str, str]:
    """Return the answer to a drawing as one word, "?" where there is none, and a sentence."""
    if drawing.content in _EMPTY:
        return "?", _EMPTY[drawing.content]
    first, second = np.argsort(-prediction.probabilities, kind="stable")[:2]
    sure = prediction.probabilities
    if drawing.groups > 1:
        return "?", (
            f"These look like {drawing.groups} digits side by side. The network answers one at "
            f"a time; for all of it together it would say {first}. Keep one, or use a photo."
        )
    if verdict.refused:
        return "?", refusal(prediction, verdict)
    margin = prediction.logits[first] - prediction.logits[second]
    return str(first), (
        f"{chance(sure[first])} sure. Second guess {second}, {chance(sure[second])}, "
        f"{margin:.1f} logits behind."
    )


def refusal(prediction: Prediction, verdict: Doubt) -> str:
    """Say why a drawing is refused, and what the network would answer nevertheless."""
    sure = chance(prediction.probabilities.max(), 0)
    return (
        f"I don't know: {reason_of(verdict)}. Forced to choose, the network would say "
        f"{prediction.label}, {sure} sure."
    )


def strongest_spot(lost: float, logit: float) -> str:
    """Say what is left of a logit when the spot that lowers it most is covered."""
    if round(lost, 1) <= 0:
        return "No spot lowers its score."
    left = round(logit, 1) - round(lost, 1)
    return (
        f"At the strongest spot its score falls by {lost:.1f}, from {_minus(f'{logit:.1f}')} to "
        f"{_minus(f'{left:.1f}')}."
    )


def what_they_are(labels: Sequence[int]) -> str:
    """Say what most of some digits are; where several are as many, name all of them.

    >>> what_they_are([4, 8, 4, 8, 1]), what_they_are([7, 7, 1]), what_they_are([8])
    ('2 are a **4** and 2 are an **8**', '2 are a **7**', '1 is an **8**')
    """
    counts = Counter(labels)
    most = max(counts.values())
    verb = "is" if most == 1 else "are"
    told = [
        f"{most} {verb} {'an' if label == 8 else 'a'} **{label}**"
        for label in sorted(counts)
        if counts[label] == most
    ]
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def came_about(told: Sum) -> str:
    """Write how a cell's number came from its window: the largest, or a sum, then bias and ReLU."""
    parts = sum(term.total for term in told.terms)
    if told.kind == "max":
        line = f"largest of the {told.terms[0].patch.size} numbers {_n(parts)}"
    elif len(told.terms) > 1:
        line = f"{len(told.terms)} partial sums {_n(parts)}"
    else:
        line = f"sum of the products {_n(parts)}"
    if told.kind in ("conv", "local", "linear"):
        line += f" + bias {_n(told.bias)} = {_n(told.before)}"
    return f"{line} → ReLU → **{_n(told.value)}**" if told.relu else line


def axes_of(step: Step) -> str:
    """Write a step's size with the names of its axes."""
    size = " × ".join(f"{side:,}" for side in step.value.shape)
    return f"{size} ({'channels, rows, columns' if step.value.ndim == 3 else 'features'})"


def place_of(step: Step, cell: Cell) -> str:
    """Name a cell as people count, from 1: conv2, map 8, row 3, column 9.

    Ten numbers at the end are the scores of the digits 0 to 9.
    """
    if step.value.ndim == 3:
        channel, row, col = cell
        which = f", map {channel + 1}" if len(step.value) > 1 else ""
        return f"{step.name}{which}, row {row + 1}, column {col + 1}"
    if is_scores(step):
        return f"score of {cell[0]}"
    return f"{step.name}, number {cell[0] + 1:,}"


def is_scores(step: Step) -> bool:
    """Tell whether a step's numbers are the scores of the ten digits."""
    return step.kind == "linear" and step.value.shape == (10,)


def explain_sum(told: Sum) -> str:
    """Say how a number came about, "" where its products say it all."""
    if told.scaling:
        return _scaled(told.scaling)
    cells = told.terms[0].patch.size if told.terms else 0
    return _EXPLAINED.get(told.kind, "").format(cells=cells)


def _n(number: float) -> str:
    return _minus(f"{number + 0.0:.6f}")


def _minus(text: str) -> str:
    return text.replace("-", "−")


def _scaled(by: Scaling) -> str:
    numbers = (
        f"({by.given:.6f} − {by.mean:.6f}) / {by.spread:.6f} × {by.scale:.6f} + {by.shift:.6f}"
    )
    return f"{numbers}: minus the mean, over the spread, times a scale, plus a shift."
