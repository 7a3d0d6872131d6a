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
    photo, None where every place did; `at_border` its largest value elsewhere; `margin` is the
    width of that border.
    """

    steps: tuple[np.ndarray, ...]
    kernel: np.ndarray
    once: np.ndarray
    difference: np.ndarray
    margin: int
    inside: float | None
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
    reach = [_before(axis, kernels) for axis in (0, 1)]
    once = filter_response(photo, _anchored(kernel, reach), border=border)
    difference = np.abs(once - steps[-1])
    margin = max(max(one, side - 1 - one) for one, side in zip(reach, kernel.shape, strict=True))
    core = difference[margin : -margin or None, margin : -margin or None]
    inside = float(core.max()) if core.size else None
    ring = difference.copy()
    if inside is not None:
        ring[margin : -margin or None, margin : -margin or None] = 0
    return Chain(tuple(steps), kernel, once, difference, margin, inside, float(ring.max()))


def _before(axis: int, kernels: Sequence[np.ndarray]) -> int:
    """Count the pixels that the steps together see before their own, along an axis."""
    return sum((kernel.shape[axis] - 1) // 2 for kernel in kernels)


def _anchored(kernel: np.ndarray, reach: Sequence[int]) -> np.ndarray:
    """Add zeros before a kernel so that it lies as the steps do: two of even side lean aside."""
    sides = zip(kernel.shape, reach, strict=True)
    return np.pad(kernel, [(max(0, side - 2 - 2 * before), 0) for side, before in sides])
