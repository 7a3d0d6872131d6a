"""Why the map has its size, and how often each input cell is used for it."""

from dataclasses import dataclass

import numpy as np

from cnncore.convolution.operation import margins, output_size
from cnncore.convolution.worked import Setup


@dataclass(frozen=True)
class AxisSize:
    """The size formula along one axis, with its numbers; all in cells.

    `reach` is what the dilated kernel spans, `padded` the image with `before` and `after`,
    `left_over` the cells at the end that no window reaches, `result` the map's size.
    """

    size: int
    kernel: int
    stride: int
    before: int
    after: int
    dilation: int
    reach: int
    padded: int
    left_over: int
    result: int


def axis_sizes(setup: Setup) -> tuple[AxisSize, AxisSize]:
    """Work the size formula out for rows and for columns; raise `InputError` where none fits.

    >>> rows, _ = axis_sizes(Setup(np.ones((1, 6, 5)), np.ones((1, 3, 3)), stride=2))
    >>> rows.result, rows.left_over
    (2, 1)
    """
    around = margins(
        setup.padding, setup.kernel.shape[1:], stride=setup.stride, dilation=setup.dilation
    )
    rows, cols = (
        _axis(setup, size, kernel, pads)
        for size, kernel, pads in zip(
            setup.image.shape[1:], setup.kernel.shape[1:], around, strict=True
        )
    )
    return rows, cols


def _axis(setup: Setup, size: int, kernel: int, pads: tuple[int, int]) -> AxisSize:
    reach, padded = setup.dilation * (kernel - 1) + 1, size + sum(pads)
    result = output_size(padded, kernel, stride=setup.stride, dilation=setup.dilation)
    return AxisSize(
        size=size,
        kernel=kernel,
        stride=setup.stride,
        before=pads[0],
        after=pads[1],
        dilation=setup.dilation,
        reach=reach,
        padded=padded,
        left_over=padded - reach - (result - 1) * setup.stride,
        result=result,
    )


def coverage(setup: Setup) -> np.ndarray:
    """Count for every cell of the padded image (H, W) the map's cells that use it.

    >>> coverage(Setup(np.ones((1, 3, 3)), np.ones((1, 2, 2)))).tolist()
    [[1, 2, 1], [2, 4, 2], [1, 2, 1]]
    """
    uses = []
    for axis in axis_sizes(setup):
        counts = np.zeros(axis.padded, int)
        for start in range(0, axis.result * axis.stride, axis.stride):
            counts[start : start + axis.reach : axis.dilation] += 1
        uses.append(counts)
    return np.outer(*uses)
