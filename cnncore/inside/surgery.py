"""Operate on a trained network: filters switched off, swapped or edited, and what that costs."""

import copy
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from cnncore.digits.dataset import load_digits
from cnncore.errors import InputError
from cnncore.inside.steps import layers_of
from cnncore.networks.simple_cnn import BATCH, as_input, logits
from cnncore.training.judging import judge

MOST_WEIGHT = 10.0


@dataclass(frozen=True)
class Operation:
    """What is done to one layer: filters `off`, a pair `swapped`, one kernel put in place.

    `kernel` is (filter, input channel, rows of numbers).
    """

    layer: str
    off: tuple[int, ...] = ()
    swapped: tuple[int, int] | None = None
    kernel: tuple[int, int, tuple[tuple[float, ...], ...]] | None = None


@dataclass(frozen=True)
class Outcome:
    """How a network does on the held-out digits: share right, and the answers."""

    accuracy: float
    answers: np.ndarray
    labels: np.ndarray


@dataclass(frozen=True)
class Confusion:
    """Digits of one label that were right before and are now called something else."""

    label: int
    said: int
    count: int


def filters_of(model: nn.Module) -> dict[str, tuple[int, int, int, int]]:
    """Return the layers that have filters, by name, with the shape of their weights."""
    return {
        name: tuple(module.weight.shape)
        for name, module in layers_of(model)
        if isinstance(module, nn.Conv2d)
    }


def operate(model: nn.Module, operation: Operation) -> nn.Module:
    """Return a copy of the network with the operation done; the original stays as it was.

    Raise `InputError` for a layer or filter that does not exist and for a kernel of another size.
    """
    shapes = filters_of(model)
    if operation.layer not in shapes:
        raise InputError(
            "a layer with filters", repr(operation.layer), "Choose one of the network's own."
        )
    copied = copy.deepcopy(model).eval()
    layer = dict(layers_of(copied))[operation.layer]
    count, channels, height, width = shapes[operation.layer]
    _check(operation, count, channels, (height, width))
    with torch.no_grad():
        if operation.swapped:
            one, two = operation.swapped
            for values in (layer.weight, layer.bias):
                if values is not None:
                    values[[one, two]] = values[[two, one]].clone()
        if operation.kernel:
            number, channel, rows = operation.kernel
            layer.weight[number, channel] = torch.tensor(rows, dtype=layer.weight.dtype)
        for number in operation.off:
            layer.weight[number] = 0
            if layer.bias is not None:
                layer.bias[number] = 0
    return copied


def _check(operation: Operation, count: int, channels: int, size: tuple[int, int]) -> None:
    touched = [*operation.off, *(operation.swapped or ())]
    if operation.kernel:
        number, channel, rows = operation.kernel
        touched.append(number)
        numbers = np.array(rows, dtype=float)
        if numbers.shape != size or not np.isfinite(numbers).all():
            raise InputError(f"a kernel of {size[0]} × {size[1]} numbers", str(rows), "Correct it.")
        if np.abs(numbers).max() > MOST_WEIGHT:
            raise InputError(
                f"weights of at most {MOST_WEIGHT:g}", f"{np.abs(numbers).max():g}", "Lower them."
            )
        if not 0 <= channel < channels:
            raise InputError(f"an input channel below {channels}", str(channel), "Choose another.")
    if not all(0 <= number < count for number in touched):
        raise InputError(f"filters below {count}", str(touched), "Choose other filters.")


def judge_held_out(model: nn.Module) -> Outcome:
    """Ask the network for all held-out digits."""
    held_out = load_digits(split="held-out")
    answers = judge(
        copy.deepcopy(model), held_out
    ).answers  # in a layout of its own, twice as quick
    return Outcome(float((answers == held_out.labels).mean()), answers, held_out.labels)


def confusions(before: Outcome, after: Outcome, most: int = 5) -> list[Confusion]:
    """List which digits are newly mistaken for which, the commonest first."""
    lost = (before.answers == before.labels) & (after.answers != after.labels)
    table = np.zeros((10, 10), int)
    np.add.at(table, (before.labels[lost], after.answers[lost]), 1)
    order = np.argsort(-table, axis=None, kind="stable")[:most]
    pairs = [np.unravel_index(place, table.shape) for place in order]
    return [Confusion(int(a), int(b), int(table[a, b])) for a, b in pairs if table[a, b]]


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


@dataclass(frozen=True)
class Stability:
    """The answers (2·reach+1 squared) to a digit moved by up to `reach` pixels each way.

    `chances` holds the probability of the unmoved digit's answer; row 0 is the move upwards.
    """

    reach: int
    answers: np.ndarray
    chances: np.ndarray


def stability(model: nn.Module, digit: np.ndarray, reach: int = 4) -> Stability:
    """Ask the network for the digit at every shift of up to `reach` pixels."""
    moves = range(-reach, reach + 1)
    moved = np.stack([shifted(digit, row, col) for row in moves for col in moves])
    scores = logits(model, moved)
    side = 2 * reach + 1
    label = int(scores[side * side // 2].argmax())
    chances = torch.softmax(scores.double(), 1)[:, label]
    return Stability(
        reach, scores.argmax(1).numpy().reshape(side, side), chances.numpy().reshape(side, side)
    )


@dataclass(frozen=True)
class Excitement:
    """A held-out digit that excites a filter: its number, label, the value, and its cell's patch.

    `box` is (top, left, bottom, right) of the pixels that the cell can see.
    """

    number: int
    label: int
    value: float
    box: tuple[int, int, int, int]


def peaks(model: nn.Module, layer: str) -> tuple[np.ndarray, np.ndarray]:
    """Return each held-out digit's largest value in each of a layer's maps, and its flat place.

    Both are (N, C); a ReLU behind the layer does not change which is largest.
    """
    images = as_input(load_digits(split="held-out").images)
    parts = []
    with torch.inference_mode():
        for part in images.split(BATCH):
            for name, module in layers_of(model.eval()):
                part = module(part)
                if name == layer:
                    break
            parts.append(part.flatten(2).max(2))
    return (
        torch.cat([part.values for part in parts]).numpy(),
        torch.cat([part.indices for part in parts]).numpy(),
    )


def exciting(
    model: nn.Module, layer: str, number: int, found: tuple[np.ndarray, np.ndarray], count: int = 12
) -> list[Excitement]:
    """Return the held-out digits with the largest values of one filter; `found` is from `peaks`."""
    values, places = found
    width = _map_width(model, layer)
    labels = load_digits(split="held-out").labels
    order = np.argsort(-values[:, number], kind="stable")[:count]
    return [
        Excitement(
            int(i),
            int(labels[i]),
            float(values[i, number]),
            pixels_seen(model, layer, *divmod(int(places[i, number]), width)),
        )
        for i in order
    ]


def _map_width(model: nn.Module, layer: str) -> int:
    tensor = torch.zeros(1, 1, 28, 28)
    with torch.inference_mode():
        for name, module in layers_of(model.eval()):
            tensor = module(tensor)
            if name == layer:
                break
    return tensor.shape[-1]


def pixels_seen(model: nn.Module, layer: str, row: int, col: int) -> tuple[int, int, int, int]:
    """Return the box (top, left, bottom, right) of pixels that a cell of a layer's map can see.

    >>> from cnncore.networks.simple_cnn import SimpleCNN
    >>> pixels_seen(SimpleCNN(), "conv2", 5, 5)
    (7, 7, 15, 15)
    """
    low, high = [row, col], [row + 1, col + 1]
    names = [name for name, _ in layers_of(model)]
    for _, module in reversed(layers_of(model)[: names.index(layer) + 1]):
        if not hasattr(module, "kernel_size"):
            continue
        for axis in (0, 1):
            kernel, stride, padding = (
                value if isinstance(value, int) else value[axis]
                for value in (module.kernel_size, module.stride, module.padding)
            )
            low[axis] = low[axis] * stride - padding
            high[axis] = (high[axis] - 1) * stride - padding + kernel
    return (max(low[0], 0), max(low[1], 0), min(high[0], 28), min(high[1], 28))
