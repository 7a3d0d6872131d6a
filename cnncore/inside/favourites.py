"""What a filter likes best: the held-out digits that excite it, and the pixels it looked at."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from cnncore.digits.dataset import load_digits
from cnncore.inside.steps import Windowed, by_axis, layers_of
from cnncore.networks.simple_cnn import BATCH, as_input


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
        if not isinstance(module, Windowed):
            continue
        for axis in (0, 1):
            kernel, stride, padding = (
                by_axis(setting)[axis]
                for setting in (module.kernel_size, module.stride, module.padding)
            )
            low[axis] = low[axis] * stride - padding
            high[axis] = (high[axis] - 1) * stride - padding + kernel
    return (max(low[0], 0), max(low[1], 0), min(high[0], 28), min(high[1], 28))
