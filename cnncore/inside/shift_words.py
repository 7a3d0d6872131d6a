"""What a shifted drawing does to the maps and to the answer, in sentences."""

import numpy as np

from cnncore.chance import chance
from cnncore.digits.shift import shifted
from cnncore.inside.steps import Step, Windowed, by_axis

_BORDER = 6  # cells that a shift of 4 and the padding reach
_SAME = 0.0005


def along(before: Step, after: Step, by: tuple[int, int]) -> str:
    """Say whether a layer's maps moved along when the drawing moved `by` (down, right) pixels."""
    if by == (0, 0):
        return "Nothing has moved yet."
    stride = by_axis(before.module.stride) if isinstance(before.module, Windowed) else (1, 1)
    if any(move % step for move, step in zip(by, stride, strict=True)):
        return (
            f"The kernel goes {stride[0]} × {stride[1]} pixels at a step: this shift falls between "
            "two cells, and the maps cannot simply move along."
        )
    cells = (by[0] // stride[0], by[1] // stride[1])
    expected = np.stack([shifted(one, *cells) for one in before.value])
    inner = np.s_[:, _BORDER:-_BORDER, _BORDER:-_BORDER]
    if not expected[inner].size:
        return "The maps are too small to compare them away from their border."
    apart = float(np.abs(expected - after.value)[inner].max())
    if before.kind == "local":
        return (
            f"These weights are not shared: the maps do not simply move along (off by {apart:.3f})."
        )
    told = "they are the same numbers" if apart < _SAME else f"they differ by up to {apart:.3f}"
    return (
        "The same kernel looks everywhere, so the maps move along: away from the border, the maps "
        f"of the moved drawing and the moved maps, {told}."
    )


def still_called(answers: np.ndarray, label: int, chances: np.ndarray) -> str:
    """Say how many shifts keep the answer, and why not all do, or what changes all the same.

    `chances` holds the probability of the answer `label` at every shift.
    """
    same = int((answers == label).sum())
    told = f"{same} of {answers.size} shifts are still called **{label}**."
    if same == answers.size:
        least, most = chance(float(chances.min())), chance(float(chances.max()))
        if least == most:
            return f"{told} It is {least} sure of each."
        return f"{told} The scores do change: it is from {least} to {most} sure."
    return (
        f"{told} The maps move along, the answer need not: what reads them last may answer "
        "otherwise to maps that have moved."
    )
