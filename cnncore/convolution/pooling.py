"""What often follows a convolution: ReLU, then a pooling window that keeps one number a place."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnncore.convolution.operation import output_size
from cnncore.errors import InputError


@dataclass(frozen=True)
class Pooled:
    """A pooled map (H, W) and, for "max", the cell (row, col) each number came from."""

    values: np.ndarray
    winners: np.ndarray | None


def relu(values: np.ndarray) -> np.ndarray:
    """Turn negative numbers into zero.

    >>> relu(np.array([-1.5, 2.0])).tolist()
    [0.0, 2.0]
    """
    return np.maximum(values, 0.0)


def pool(values: np.ndarray, window: int, stride: int, kind: str = "max") -> Pooled:
    """Keep the largest ("max") or the mean ("average") of each window of an (H, W) map.

    Windows that would reach over the edge are dropped, as in torch's `MaxPool2d`. Raise
    `InputError` when the window does not fit in the map.

    >>> pool(np.array([[4.0, 2, 2], [2, 3, 4], [1, 3, 3]]), 2, 1).values.tolist()
    [[4.0, 4.0], [3.0, 4.0]]
    """
    if kind not in ("max", "average"):
        raise InputError("max or average pooling", repr(kind), "Choose one of these.")
    if window > min(values.shape):
        height, width = values.shape
        raise InputError(
            "a pooling window that fits in the map",
            f"a window of {window} and a map of {height} × {width}",
            f"Choose a window of {min(height, width)} or less, or make the map larger.",
        )
    shape = [output_size(size, window, stride=stride) for size in values.shape]
    windows = sliding_window_view(values, (window, window))[::stride, ::stride]
    flat = windows.reshape(*shape, -1)
    if kind == "average":
        return Pooled(flat.mean(axis=2), None)
    best = flat.argmax(axis=2)
    corners = np.indices(shape) * stride
    return Pooled(flat.max(axis=2), np.stack(corners + np.array(divmod(best, window)), axis=2))
