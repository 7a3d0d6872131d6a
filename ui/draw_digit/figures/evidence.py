"""What speaks for an answer and what against it, in colour."""

import numpy as np

from ui.figures import style
from ui.figures.numbers import signed
from ui.figures.pictures import cards, pixels

_SIDE = 224


def evidence(digit: np.ndarray, mapped: np.ndarray, label: int, unit: str) -> str:
    """Return the digit (H, W) beside its map: green where it speaks for `label`, pink against."""
    most = max(float(np.abs(mapped).max()), 1e-9)
    seen = pixels(digit, alt="The digit as the network gets it", width=_SIDE)
    what = f"What speaks for {label} in green and against it in pink"
    heat = pixels(mapped, alt=what, width=_SIDE, scale=style.SIGNED, low=-most, high=most)
    words = f"{label}: pink {signed(-most, 2)}, white 0, green {signed(most, 2)} {unit}"
    return cards([(seen, "what it gets"), (heat, words)], width=_SIDE)
