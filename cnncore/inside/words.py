"""What is found inside a network, in sentences: sizes, sums, and why a digit is doubted."""

from cnncore.inside.doubt import Doubt
from cnncore.inside.steps import Step
from cnncore.inside.sums import Scaling, Sum

# question of `doubt.doubts` -> what it means that this one weighs most
REASONS = {
    "scores": "none of the ten scores is high",
    "angle": "no training digit of that kind excites the same features",
    "distance": "its features lie far from those of every training digit",
    "length": "its line is longer than a digit's",
    "shape": "it has more pieces or loops than a digit",
}
_EXPLAINED = {
    "input": "A pixel of the drawing: 0 is paper, 1 is ink.",
    "max": "The largest of the window is kept, the others are dropped.",
    "avg": "The mean of {cells}: each counts 1/{cells}.",
    "gap": "The mean of the whole map, {cells} cells.",
    "relu": "Negative numbers become 0, others stay.",
    "drop": "Switched off outside training: the number passes unchanged.",
    "flatten": "Only the address changes: channel × rows × columns + row × columns + column.",
}


def reason_of(verdict: Doubt) -> str:
    """Say what speaks most against a digit, as the rest of a sentence."""
    return REASONS[verdict.weightiest]


def axes_of(step: Step) -> str:
    """Write a step's size with the names of its axes."""
    size = " × ".join(f"{side:,}" for side in step.value.shape)
    return f"{size} ({'channels, rows, columns' if step.value.ndim == 3 else 'features'})"


def explain_sum(told: Sum) -> str:
    """Say how a number came about, "" where its products say it all."""
    if told.scaling:
        return _scaled(told.scaling)
    cells = told.terms[0].patch.size if told.terms else 0
    return _EXPLAINED.get(told.kind, "").format(cells=cells)


def _scaled(by: Scaling) -> str:
    numbers = (
        f"({by.given:.6f} − {by.mean:.6f}) / {by.spread:.6f} × {by.scale:.6f} + {by.shift:.6f}"
    )
    return f"{numbers}: minus the mean, over the spread, times a scale, plus a shift."
