"""A whole wall of filters in one pass over the photo, in the cheapest arithmetic that is exact."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache

import numpy as np

from cnncore.errors import InputError
from cnncore.filters.correlate import STRIP, Scratch, correlate_strip
from cnncore.filters.response import check_kernel, pad_photo


def filter_wall(
    photo: np.ndarray,
    filters: Sequence[tuple[np.ndarray, ...]],
    modes: Sequence[str],
    *,
    border: str = "reflect",
) -> list[np.ndarray]:
    """Filter a uint8 photo by every filter at once; return one uint8 photo of its shape each.

    A filter is one kernel, or two whose responses join as √(x² + y²); its mode is "clip" or
    "absolute". Kernels of whole numbers, or of such over one number, are computed in int16,
    others in float32: at most one level away from `apply_filter`. The photo is walked strip by
    strip on every core, so that a strip stays in the cache while all filters visit it.

    >>> wall = filter_wall(np.full((5, 5), 7, np.uint8), [(np.ones((3, 3)),)], ["clip"])
    >>> int(wall[0].max())
    63
    """
    if photo.dtype != np.uint8:
        raise InputError("a uint8 photo", str(photo.dtype), "Decode it by decode_photo.")
    kernels = [tuple(check_kernel(kernel) for kernel in group) for group in filters]
    reach = max(max(kernel.shape) for group in kernels for kernel in group) | 1
    half = reach // 2
    flat, step = pad_photo(photo, (reach, reach), border)
    height, width = photo.shape[0], photo.shape[1] * step
    outs = [np.empty((height, width), np.uint8) for _ in kernels]

    def walk(rows: range) -> None:
        scratch = Scratch()
        for top in rows:
            bottom = min(top + STRIP, height)
            strip: dict[type, np.ndarray] = {np.uint8: flat[top : bottom + 2 * half]}
            for group, mode, out in zip(kernels, modes, outs, strict=True):
                responses = [_respond(strip, one, half, step, width, scratch) for one in group]
                _show(responses, mode, out[top:bottom], scratch)

    tops, share = range(0, height, STRIP), cores()
    list(_workers().map(walk, [tops[first::share] for first in range(share)]))
    return [out.reshape(photo.shape) for out in outs]


def cores() -> int:
    """Count the cores this process may use, at most four."""
    count = os.process_cpu_count() if hasattr(os, "process_cpu_count") else os.cpu_count()
    return min(4, count or 1)


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(cores(), thread_name_prefix="filters")


def _respond(
    strip: dict[type, np.ndarray],
    kernel: np.ndarray,
    half: int,
    step: int,
    width: int,
    scratch: Scratch,
) -> np.ndarray:
    """Correlate the strip with one kernel; the strip is converted once a precision."""
    grid, scale = whole_numbers(tuple(kernel.ravel().tolist()), kernel.shape)
    dtype = np.int16 if scale else np.float32
    if dtype not in strip:
        strip[dtype] = strip[np.uint8].astype(dtype)
    rows, cols = kernel.shape
    # Both an odd and an even kernel start (k - 1) // 2 pixels before the one they answer for.
    first, left = half - (rows - 1) // 2, (half - (cols - 1) // 2) * step
    height = len(strip[dtype]) - 2 * half
    out = scratch.take((height, width), dtype)
    source = strip[dtype][first : first + height + rows - 1, left:]
    correlate_strip(source, grid, step, out, scratch)
    if scale in (0.0, 1.0):
        return out
    scaled = scratch.take(out.shape, np.float32)
    np.multiply(out, np.float32(scale), out=scaled)
    scratch.give(out)
    return scaled


@lru_cache(256)
def whole_numbers(flat: tuple[float, ...], shape: tuple[int, int]) -> tuple[np.ndarray, float]:
    """Write a kernel as whole numbers times a scale; scale 0 where int16 could not hold the sum.

    >>> grid, scale = whole_numbers((1 / 9,) * 9, (3, 3))
    >>> grid[0].tolist(), round(1 / scale)
    ([1.0, 1.0, 1.0], 9)
    """
    kernel = np.array(flat).reshape(shape)
    for parts in range(1, 129):
        grid = np.rint(kernel * parts)
        if np.abs(grid - kernel * parts).max() < 1e-9:
            fits = 255 * np.abs(grid).sum() < 2**15
            return (grid, 1.0 / parts) if fits else (kernel, 0.0)
    return kernel, 0.0


def _show(responses: list[np.ndarray], mode: str, out: np.ndarray, scratch: Scratch) -> None:
    """Join, drop the sign if asked, round, cut and store; the responses go back to scratch."""
    shown = responses[0]
    if len(responses) == 2:
        one, two = (scratch.take(out.shape, np.float32) for _ in responses)
        np.square(responses[0], out=one, dtype=np.float32)
        np.square(responses[1], out=two, dtype=np.float32)
        shown = np.sqrt(np.add(one, two, out=one), out=one)
        responses = [*responses, one, two]
    elif mode == "absolute":
        np.abs(shown, out=shown)
    if shown.dtype != np.int16:
        np.rint(shown, out=shown)
    np.clip(shown, 0, 255, out=shown)
    np.copyto(out, shown, casting="unsafe")
    for response in responses:
        scratch.give(response)
