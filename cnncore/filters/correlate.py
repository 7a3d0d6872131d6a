"""Correlation of a strip of rows by few, long NumPy operations that stay in the cache."""

from functools import lru_cache
from math import gcd

import numpy as np
from numpy.typing import DTypeLike

# Rows worked on at a time: small enough for the processor's cache (measured: 2 to 5 times faster).
STRIP = 64


class Scratch:
    """Arrays to use again: fresh memory costs more than the arithmetic that fills it."""

    def __init__(self) -> None:
        self._free: dict[tuple[tuple[int, ...], np.dtype], list[np.ndarray]] = {}

    def take(self, shape: tuple[int, ...], dtype: DTypeLike) -> np.ndarray:
        """Return an array of this shape and type, with any content."""
        free = self._free.get((shape, np.dtype(dtype)))
        return free.pop() if free else np.empty(shape, dtype)

    def give(self, array: np.ndarray) -> None:
        """Take an array back."""
        self._free.setdefault((array.shape, array.dtype), []).append(array)


def correlate_strip(
    source: np.ndarray, kernel: np.ndarray, step: int, out: np.ndarray, scratch: Scratch
) -> None:
    """Write the response for one strip of padded rows, in the precision of `source`.

    `source` is (rows + kh - 1, W); the next pixel lies `step` numbers to the right; `out` is
    (rows, columns · step).
    """
    height, width = out.shape
    terms = split_kernel(tuple(kernel.ravel().tolist()), kernel.shape)
    if not terms:
        out[:] = 0
    for number, (column, row) in enumerate(terms):
        span = width + (len(row) - 1) * step
        views = [source[i : i + height, :span] for i in range(len(column))]
        down, borrowed = _weigh(views, column, scratch)
        across = [down[:, j * step : j * step + width] for j in range(len(row))]
        if number == 0:
            _weigh(across, row, scratch, out)
        else:
            part, lent = _weigh(across, row, scratch)
            np.add(out, part, out=out)
            if lent:
                scratch.give(part)
        if borrowed:
            scratch.give(down)


@lru_cache(256)
def split_kernel(
    flat: tuple[float, ...], shape: tuple[int, int]
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Split a kernel into the fewest column × row pairs, exactly for whole numbers of rank one.

    A kernel of rank r costs r · (kh + kw) multiplications a pixel instead of kh · kw.
    """
    kernel = np.array(flat).reshape(shape)
    if not kernel.any():
        return []
    row = kernel[np.argmax(np.abs(kernel).max(1))]
    if np.array_equal(kernel, np.rint(kernel)):
        row = row / gcd(*(int(abs(value)) for value in row))
    column = kernel[:, np.argmax(np.abs(row))] / row[np.argmax(np.abs(row))]
    if np.array_equal(np.outer(column, row), kernel):
        return [(column, row)]
    left, sizes, right = np.linalg.svd(kernel)
    rank = int((sizes > 1e-12 * sizes[0]).sum())
    if rank * sum(shape) < np.count_nonzero(kernel):
        return [(np.round(left[:, i] * sizes[i], 13), np.round(right[i], 13)) for i in range(rank)]
    # No saving: one term a row, its taps as they are.
    return [(np.eye(shape[0])[i], kernel[i]) for i in range(shape[0]) if kernel[i].any()]


def _weigh(
    views: list[np.ndarray],
    weights: np.ndarray,
    scratch: Scratch,
    out: np.ndarray | None = None,
) -> tuple[np.ndarray, bool]:
    """Add up the views times their weights; tell whether the sum lies in a scratch array.

    Views of equal weight are added first and multiplied once; a single view of weight one is
    returned as it is, unless `out` is given.
    """
    groups: dict[float, list[tuple[bool, np.ndarray]]] = {}
    for view, weight in zip(views, weights.tolist(), strict=True):
        if weight:
            groups.setdefault(abs(weight), []).append((weight < 0, view))
    ones, lent = groups.get(1.0, []), out is None
    if lent and len(groups) == len(ones) == 1 and not ones[0][0]:
        return ones[0][1], False
    total = scratch.take(views[0].shape, views[0].dtype) if out is None else out
    for number, (weight, members) in enumerate(groups.items()):
        part = scratch.take(total.shape, total.dtype) if number else total
        _signed_sum(members, weight, part)
        if number:
            np.add(total, part, out=total)
            scratch.give(part)
    return total, lent


def _signed_sum(members: list[tuple[bool, np.ndarray]], weight: float, out: np.ndarray) -> None:
    """Write weight · (the members, those marked negative subtracted) into `out`."""
    members = sorted(members, key=lambda member: member[0])
    negative, first = members[0]
    scale = out.dtype.type(-weight if negative else weight)
    # With nothing to add to, the first negative one turns the sign of all.
    ways = [np.add if minus == negative else np.subtract for minus, _ in members]
    if len(members) == 1:
        np.multiply(first, scale, out=out) if scale != 1 else np.copyto(out, first)
        return
    ways[1](first, members[1][1], out=out)
    for way, (_, view) in zip(ways[2:], members[2:], strict=True):
        way(out, view, out=out)
    if scale != 1:
        np.multiply(out, scale, out=out)
