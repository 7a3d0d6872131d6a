"""Operate on a trained network: filters switched off, swapped or edited, and what that costs."""

import copy
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from cnncore.digits.dataset import load_digits
from cnncore.errors import InputError
from cnncore.inside.steps import layers_of
from cnncore.networks.simple_cnn import logits

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
class HeldOutAnswers:
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
    shapes = {}
    for name, layer in convolutions_of(model).items():
        count, channels, height, width = layer.weight.shape
        shapes[name] = (count, channels, height, width)
    return shapes


def convolutions_of(model: nn.Module) -> dict[str, nn.Conv2d]:
    """Return the layers that have filters, by name."""
    return {name: layer for name, layer in layers_of(model) if isinstance(layer, nn.Conv2d)}


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
    layer = convolutions_of(copied)[operation.layer]
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


def judge_held_out(model: nn.Module) -> HeldOutAnswers:
    """Ask the network for all held-out digits."""
    held_out = load_digits(split="held-out")
    quicker = copy.deepcopy(model)
    # Quicker by half; torch's own types leave this keyword out.
    quicker.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    answers = logits(quicker, held_out.images).argmax(1).numpy().astype(np.uint8)
    return HeldOutAnswers(float((answers == held_out.labels).mean()), answers, held_out.labels)


def confusions(before: HeldOutAnswers, after: HeldOutAnswers, most: int = 5) -> list[Confusion]:
    """List which digits are newly mistaken for which, the commonest first."""
    lost = (before.answers == before.labels) & (after.answers != after.labels)
    table = np.zeros((10, 10), int)
    np.add.at(table, (before.labels[lost], after.answers[lost]), 1)
    order = np.argsort(-table, axis=None, kind="stable")[:most]
    pairs = [np.unravel_index(place, table.shape) for place in order]
    return [Confusion(int(a), int(b), int(table[a, b])) for a, b in pairs if table[a, b]]
