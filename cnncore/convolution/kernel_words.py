"""What a kernel that is learnt by hand has reached, in sentences."""

import numpy as np

from cnncore.convolution.learn_kernel import KernelStep

_SAME_MAP = 1e-4  # the loss below which two maps look the same
_SAME = 0.02  # how far weights may lie apart that are called the same


def loss_words(loss: float) -> str:
    """Write a loss so that it can be read, whatever its size.

    >>> [loss_words(loss) for loss in (0.0, 2.93e-22, 0.0312, 3.5, 5e8)]
    ['0', 'under 0.001', '0.031', '3.500', 'over 1,000,000']
    """
    if loss == 0:
        return "0"
    if loss < 0.0005:
        return "under 0.001"
    return f"{loss:,.3f}" if loss < 1e6 else "over 1,000,000"


def found(step: KernelStep, hidden: np.ndarray, *, flip: bool) -> str:
    """Say whether a kernel (h, w) is the hidden one, "" while its map is still another."""
    if not step.loss < _SAME_MAP:
        return ""
    wanted = hidden[::-1, ::-1] if flip else hidden
    if np.abs(step.kernel - wanted).max() > _SAME:
        return (
            "It makes the same map, yet it is another kernel: this image is too small to tell the "
            "two apart."
        )
    if not flip or np.array_equal(wanted, hidden):
        return "It has found the hidden kernel."
    return (
        "It has found the hidden kernel, turned by 180 degrees. The target was made by true "
        "convolution, which flips; a network does not flip, so it learns the flipped weights. "
        "Nothing is lost."
    )
