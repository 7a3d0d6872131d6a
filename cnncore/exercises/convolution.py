"""Questions about one convolution: a cell of the map, its size, the numbers that are learned."""

from collections.abc import Callable, Iterator
from typing import Unpack

import numpy as np

from cnncore.convolution.operation import Sliding, convolution_steps, output_size
from cnncore.exercises import slips, words
from cnncore.exercises.draw import Draw, Maker, draw_exercise
from cnncore.exercises.exercise import Answer, Exercise, Mistake
from cnncore.exercises.tasks import CellTask, SizeTask, WeightsTask

KINDS = {"cell": "Next cell", "size": "Map size", "weights": "Weights"}


def convolution_exercise(kind: str, level: int, seed: int) -> Exercise:
    """Write the question of this kind (see `KINDS`), level (1 to 3) and seed; always the same one.

    >>> convolution_exercise("size", 1, 4) == convolution_exercise("size", 1, 4)
    True
    """
    return draw_exercise(_MAKERS, kind, level, seed, draws=12)


def _cell(random: np.random.Generator, level: int) -> Draw:
    channels = 3 if level == 3 else 1
    size, side = (4, 2) if level == 1 else (5, 3) if level == 2 else (3, 2)
    image = random.integers(0, 2 if level == 1 else 4, (channels, size, size)).astype(float)
    kernel = random.integers(0 if level == 1 else -2, 3, (channels, side, side)).astype(float)
    stride, bias = (2 if level == 2 else 1), (0.0 if level == 1 else float(random.integers(1, 4)))
    every = convolution_steps(image, kernel, stride=stride, bias=bias)
    steps = {(step.row, step.col): step for step in every}
    step = steps[list(steps)[random.integers(1, len(steps))]]
    map_ = np.array([one.total for one in steps.values()]).reshape(list(steps)[-1][0] + 1, -1)
    task = CellTask(image, kernel, stride, bias, map_, step)
    return Draw(
        words.cell_question(task),
        round(step.total, 6),
        words.cell_working(task),
        _wrong_cells(task),
    )


def _wrong_cells(task: CellTask) -> Iterator[tuple[Mistake, Answer]]:
    """Yield each slip with the number it gives for this cell."""
    step, bias, stride, channels = task.step, task.bias, task.stride, len(task.image)
    yield slips.FLIPPED, _total(task, bias=bias, stride=stride, flip=True)
    if bias:
        yield slips.NO_BIAS, step.total - bias
    if bias and channels > 1:
        yield slips.BIAS_EACH, step.total + bias * (channels - 1)
    for channel in range(channels if channels > 1 else 0):
        yield slips.missing_channel("RGB"[channel]), step.total - step.products[channel].sum()
    if stride > 1:
        yield slips.NO_STRIDE, _total(task, bias=bias)
    for down, right in ((0, -1), (-1, 0), (0, 1), (1, 0)):
        row, col = step.row + down, step.col + right
        if 0 <= row < len(task.map) and 0 <= col < len(task.map[0]):
            yield slips.WRONG_PATCH, float(task.map[row, col])
    yield slips.SIGN, float(np.abs(step.products).sum()) + bias
    yield slips.SUMS, float(step.patch.sum() * task.kernel.sum()) + bias


def _total(task: CellTask, **settings: Unpack[Sliding]) -> float:
    """Return what the cell would be at other settings."""
    place = (task.step.row, task.step.col)
    steps = convolution_steps(task.image, task.kernel, **settings)
    return next(one.total for one in steps if (one.row, one.col) == place)


def _size(random: np.random.Generator, level: int) -> Draw:
    rows, cols = (int(n) for n in random.choice(np.arange(7, 33), 2, replace=False))
    cols = cols if level == 3 else rows
    kernel = int(random.integers(2, 6))
    padding = 0 if level == 1 else int(random.integers(1, 4))
    stride = 1 if level == 1 else int(random.integers(2, 4))
    dilation = 2 if level == 3 else 1
    sizes = (rows, cols) if level == 3 else (rows,)
    if dilation * (kernel - 1) + 1 > min(sizes):
        return _size(random, level)
    settings = {"stride": stride, "padding": padding, "dilation": dilation}
    answer = tuple(output_size(size, kernel, **settings) for size in sizes)
    task = SizeTask((rows, cols), sizes, kernel, padding, stride, dilation, answer)
    return Draw(
        words.size_question(task),
        _one_or_all(answer),
        words.size_working(task),
        _wrong_sizes(task),
        ("Rows", "Columns")[: len(sizes)],
    )


def _one_or_all(sizes: tuple[int, ...]) -> Answer:
    return sizes[0] if len(sizes) == 1 else sizes


def _wrong_sizes(task: SizeTask) -> Iterator[tuple[Mistake, Answer]]:
    """Yield each slip with the size, or sizes, it gives."""
    for slip, rule in _wrong_rules(task.kernel, task.padding, task.stride, task.dilation):
        yield slip, _one_or_all(tuple(rule(size) for size in task.sizes))
    if len(task.sizes) > 1:
        yield slips.SWAPPED, task.answer[::-1]


def _wrong_rules(
    kernel: int, padding: int, stride: int, dilation: int
) -> Iterator[tuple[Mistake, Callable[[int], int]]]:
    """Yield each slip with the size it gives for an image of some size."""
    reach = dilation * (kernel - 1) + 1
    yield slips.NO_ONE, lambda size: (size + 2 * padding - reach) // stride
    if padding:
        yield slips.ONE_P, lambda size: (size + padding - reach) // stride + 1
        yield slips.UNPADDED, lambda size: (size - reach) // stride + 1
    if stride > 1:
        yield slips.ROUNDED_UP, lambda size: -(-(size + 2 * padding - reach) // stride) + 1
        yield slips.NO_STRIDE, lambda size: size + 2 * padding - reach + 1
    if dilation > 1:
        yield slips.NO_DILATION, lambda size: (size + 2 * padding - kernel) // stride + 1


def _weights(random: np.random.Generator, level: int) -> Draw:
    side = int(random.integers(2, 6))
    channels = 1 if level == 1 else int(random.choice([3, 4, 8, 16]))
    kernels = 1 if level < 3 else int(random.choice([5, 6, 10, 12, 32]))
    size = int(random.integers(8, 29))
    answer = side * side * channels * kernels + kernels
    task = WeightsTask(side, channels, kernels, size, answer)
    return Draw(
        words.weights_question(task), answer, words.weights_working(task), _wrong_counts(task)
    )


def _wrong_counts(task: WeightsTask) -> Iterator[tuple[Mistake, Answer]]:
    """Yield each slip with the count it gives."""
    side, channels, kernels = task.side, task.channels, task.kernels
    places = output_size(task.size, side) ** 2
    yield slips.NO_BIAS, task.answer - kernels
    yield slips.ONE_SIDE, side * channels * kernels + kernels
    if channels > 1:
        yield slips.BIAS_CHANNELS, (side * side + 1) * channels * kernels
        yield slips.NO_IN, side * side * kernels + kernels
    if kernels > 1:
        yield slips.NO_OUT, side * side * channels + 1
        yield slips.NO_OUT, side * side * channels + kernels
    yield slips.EVERYWHERE, task.answer * places
    yield slips.EVERYWHERE, (task.answer - kernels) * places


_MAKERS: dict[str, Maker] = {"cell": _cell, "size": _size, "weights": _weights}
