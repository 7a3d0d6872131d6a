"""A digit moved by whole pixels."""

import numpy as np


def shifted(digit: np.ndarray, rows: int, cols: int) -> np.ndarray:
    """Move a digit by whole pixels; what leaves is lost and paper comes in.

    >>> shifted(np.array([[1.0, 0.0], [0.0, 0.0]]), 1, 1).tolist()
    [[0.0, 0.0], [0.0, 1.0]]
    """
    height, width = digit.shape
    moved = np.zeros_like(digit)
    to = np.s_[max(rows, 0) : height + min(rows, 0), max(cols, 0) : width + min(cols, 0)]
    of = np.s_[max(-rows, 0) : height + min(-rows, 0), max(-cols, 0) : width + min(-cols, 0)]
    moved[to] = digit[of]
    return moved
