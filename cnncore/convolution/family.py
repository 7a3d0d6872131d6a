"""What a board would show after the next moves: the settings around the present one, worked out."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np

from cnncore.convolution.checks import Margins
from cnncore.convolution.operation import BORDERS, Sliding, convolve, margins
from cnncore.convolution.pooling import Pooled
from cnncore.convolution.worked import STAGES, Setup, second_stage
from cnncore.errors import InputError

PADDINGS = range(5)
STRIDES = range(1, 5)
DILATIONS = range(1, 4)
WINDOWS = range(1, 5)
POOLINGS = ("max", "average")


@dataclass(frozen=True)
class Member:
    """The results of one setting: `sums` by channel (C, H, W), the `map` and what follows it.

    `other` is the map with the flip the other way, for a flipped setup only.
    """

    setup: Setup
    margins: Margins
    sums: np.ndarray
    map: np.ndarray
    other: np.ndarray | None
    rectified: np.ndarray | None
    pooled: Pooled | None
    note: InputError | None


@dataclass(frozen=True)
class Unfit:
    """A setting that does not fit, and why."""

    setup: Setup
    error: InputError


_Kept = dict[tuple[int | str, int, str, bool], np.ndarray]


def members(setups: Iterable[Setup]) -> Iterator[Member | Unfit]:
    """Work out settings of one image and one kernel; what they share is computed once.

    >>> setup = Setup(np.ones((1, 3, 3)), np.ones((1, 3, 3)))
    >>> [member.map.shape for member in members(by_sliders(setup)[:4])]
    [(1, 1), (3, 3), (5, 5), (7, 7)]
    """
    kept: _Kept = {}
    for setup in setups:
        try:
            yield _member(setup, kept)
        except InputError as error:
            yield Unfit(setup, error)


def by_sliders(setup: Setup) -> list[Setup]:
    """List every padding, stride and dilation, those that take the fewest moves first.

    A padding that is named stays.
    """
    by_name = isinstance(setup.padding, str)
    paddings: Sequence[int | str] = (setup.padding,) if by_name else PADDINGS
    every = [
        replace(setup, padding=padding, stride=stride, dilation=dilation)
        for stride, dilation, padding in product(STRIDES, DILATIONS, paddings)
    ]
    return sorted(every, key=lambda one: _moves(setup, one))


def by_others(setup: Setup) -> list[Setup]:
    """List what one move of any other input makes of a setup."""
    moves: dict[str, Sequence[Any]] = {
        "border": tuple(BORDERS),
        "flip": (False, True),
        "stage": STAGES,
        "padding": ("valid", "same"),
    }
    if setup.stage in POOLINGS:
        moves |= {"window": WINDOWS, "window_stride": WINDOWS}
    return [
        replace(setup, **{name: value})
        for name, values in moves.items()
        for value in values
        if value != getattr(setup, name)
    ]


def product_table(setup: Setup) -> np.ndarray:
    """Multiply every weight, unturned, by every pixel: (C, weights, H, W)."""
    flat = setup.kernel.reshape(len(setup.kernel), -1)
    return flat[:, :, None, None] * setup.image[:, None]


def _moves(one: Setup, other: Setup) -> int:
    names = ("padding", "stride", "dilation")
    return sum(getattr(one, name) != getattr(other, name) for name in names)


def _member(setup: Setup, kept: _Kept) -> Member:
    kernel = setup.kernel.shape[1:]
    around = margins(setup.padding, kernel, stride=setup.stride, dilation=setup.dilation)
    sums = _sums(setup, setup.flip, kept)
    map_ = sums.sum(axis=0) + setup.bias
    other = _sums(setup, False, kept).sum(axis=0) + setup.bias if setup.flip else None
    return Member(setup, around, sums, map_, other, *second_stage(setup, map_))


def _sums(setup: Setup, flip: bool, kept: _Kept) -> np.ndarray:
    """Cut a setting's sums (C, H, W) out of those of stride 1 and the widest padding."""
    (widest, cut), step = _widest(setup), setup.stride
    key = (widest, setup.dilation, setup.border, flip)
    if key not in kept:
        with suppress(InputError):
            kept[key] = _channels(replace(setup, padding=widest, flip=flip))
    if key in kept and min(kept[key].shape[1:]) > 2 * cut:
        height, width = (size - cut for size in kept[key].shape[1:])
        return kept[key][:, cut:height:step, cut:width:step]
    return _channels(replace(setup, flip=flip))  # too small: this says what does not fit


def _widest(setup: Setup) -> tuple[int | str, int]:
    """Return the widest padding to cut a setting's out of, and by how much it is wider."""
    if isinstance(setup.padding, str):
        return setup.padding, 0
    least = min(setup.image.shape[1:])
    most = min(PADDINGS[-1], {"reflect": least - 1, "circular": least}.get(setup.border, 99))
    widest = max(setup.padding, most)
    return widest, widest - setup.padding


def _channels(setup: Setup) -> np.ndarray:
    alone: Sliding = {**setup.settings(), "bias": 0.0, "stride": 1}
    pairs = zip(setup.image, setup.kernel, strict=True)
    return np.stack([convolve(image, kernel, **alone) for image, kernel in pairs])
