"""Filters one after another, and the one kernel that does the same at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from cnncore.errors import InputError
from cnncore.filters.response import compose, filter_response


@dataclass(frozen=True)
class Chain:
    """A photo through two or three filters, and through their composed `kernel` once.

    `steps` are the unrounded responses after each filter, `once` the response of `kernel`.
    `difference` is |once − last step|; `inside` its largest value where no step saw beyond the
    photo, `at_border` its largest value elsewhere; `margin` is the width of that border.
    """

    steps: tuple[np.ndarray, ...]
    kernel: np.ndarray
    once: np.ndarray
    difference: np.ndarray
    margin: int
    inside: float
    at_border: float


def chain_filters(
    photo: np.ndarray,
    kernels: Sequence[np.ndarray],
    *,
    border: str = "reflect",
    between: bool = False,
) -> Chain:
    """Apply the kernels in turn and their composition once; compare.

    `between=True` rounds and cuts to 0..255 after each step but the last, as saving the picture
    would: then one kernel cannot do the same any more. Raise `InputError` for an empty chain.

    >>> chain = chain_filters(np.eye(8), [np.ones((1, 3)), np.ones((3, 1))])
    >>> chain.kernel.shape, chain.inside < 1e-12
    ((3, 3), True)
    """
    if len(kernels) == 0:
        raise InputError("one kernel or more", "none", "Choose a filter.")
    steps = [filter_response(photo, kernels[0], border=border)]
    for kernel in kernels[1:]:
        seen = np.rint(np.clip(steps[-1], 0, 255)) if between else steps[-1]
        steps.append(filter_response(seen, kernel, border=border))
    kernel = reduce(compose, kernels)
    once = filter_response(photo, kernel, border=border)
    difference = np.abs(once - steps[-1])
    margin = max(kernel.shape) // 2
    core = difference[margin : -margin or None, margin : -margin or None]
    inside = float(core.max()) if core.size else 0.0
    ring = difference.copy()
    ring[margin : -margin or None, margin : -margin or None] = 0
    return Chain(tuple(steps), kernel, once, difference, margin, inside, float(ring.max()))
