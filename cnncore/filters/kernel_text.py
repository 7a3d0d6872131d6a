"""A kernel as one line of text, for an address, and what buttons do to it."""

from collections.abc import Callable

import numpy as np

from cnncore.errors import InputError
from cnncore.filters.response import check_kernel, normalise

LARGEST = 7


def parse_kernel(text: str) -> np.ndarray:
    """Read rows parted by ";", numbers by "," or spaces; 1 to 7 rows and columns, float64.

    >>> parse_kernel("-1,0,1; -2,0,2; -1,0,1").tolist()
    [[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]]
    """
    rows = [row.replace(",", " ").split() for row in text.strip().strip(";").split(";")]
    if not 1 <= len(rows) <= LARGEST or not 1 <= max(map(len, rows)) <= LARGEST:
        raise InputError(
            f"1 to {LARGEST} rows of 1 to {LARGEST} numbers",
            f"{len(rows)} rows of up to {max(map(len, rows))}",
            'Write rows parted by ";" and numbers parted by ",".',
        )
    if len({len(row) for row in rows}) > 1:
        raise InputError("rows of equal length", repr(text)[:60], "Fill the shorter rows with 0.")
    try:
        numbers = [[float(word) for word in row] for row in rows]
    except ValueError:
        raise InputError(
            "numbers in the kernel", repr(text)[:60], "Write them like -1 or 0.25."
        ) from None
    return check_kernel(numbers)


def format_kernel(kernel: np.ndarray) -> str:
    """Write a kernel so that `parse_kernel` reads it back, six figures a number.

    >>> format_kernel(np.array([[0.5, -1.0], [0.0, 1 / 3]]))
    '0.5,-1;0,0.333333'
    """
    return ";".join(",".join(f"{value + 0.0:.6g}" for value in row) for row in kernel)


def resized_kernel(kernel: np.ndarray, side: int) -> np.ndarray:
    """Return the kernel cut or filled with zeros around its middle to side × side.

    >>> resized_kernel(np.ones((1, 1)), 3).astype(int).tolist()
    [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
    """
    result = np.zeros((side, side))
    for row, col in np.ndindex(kernel.shape):
        at = row - kernel.shape[0] // 2 + side // 2, col - kernel.shape[1] // 2 + side // 2
        if min(at) >= 0 and max(at) < side:
            result[at] = kernel[row, col]
    return result


CHANGES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "transpose": np.transpose,
    "rotate": np.rot90,
    "flip": lambda kernel: kernel[:, ::-1],
    "negate": np.negative,
    "normalise": normalise,
    "clear": np.zeros_like,
}
