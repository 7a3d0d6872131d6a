"""Inside a network: every layer's maps for one digit, and the sum behind any single number.

Works on SimpleCNN and on any `nn.Sequential`. All values shown are torch's own; every sum is
worked out again in float64 from torch's inputs and weights, and the difference is told.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from cnncore.errors import InputError
from cnncore.networks.simple_cnn import SimpleCNN, as_input
from cnncore.networks.torch_module import LocallyConnected2d

Windowed = nn.Conv2d | LocallyConnected2d | nn.MaxPool2d | nn.AvgPool2d
Cell = tuple[int, int, int]  # channel, row, column; a vector's cells are (index, 0, 0)

_LONGEST = 24  # stops of a trail
_KINDS: tuple[tuple[type[nn.Module], str], ...] = (
    (nn.Conv2d, "conv"),
    (LocallyConnected2d, "local"),
    (nn.ReLU, "relu"),
    (nn.MaxPool2d, "max"),
    (nn.AvgPool2d, "avg"),
    (nn.BatchNorm2d, "bn"),
    (nn.BatchNorm1d, "bn"),
    (nn.Dropout, "drop"),
    (nn.Flatten, "flatten"),
    (nn.Linear, "linear"),
    (nn.AdaptiveAvgPool2d, "gap"),
)


@dataclass(frozen=True)
class Step:
    """One step of a network for one digit: its name, kind, and torch's values going in and out.

    `given` and `value` are (C, H, W) float32, or (N,) after flattening; `relu` says that a ReLU
    follows and is part of the step.
    """

    name: str
    kind: str
    module: nn.Module | None
    relu: bool
    given: np.ndarray
    value: np.ndarray

    @property
    def parameters(self) -> int:
        """Count the numbers of this step that training changes."""
        return sum(p.numel() for p in self.module.parameters()) if self.module else 0


def layers_of(model: nn.Module) -> list[tuple[str, nn.Module]]:
    """List the layers in the order they work, each with a name.

    >>> [name for name, _ in layers_of(SimpleCNN())]
    ['conv1', 'relu1', 'pool1', 'conv2', 'relu2', 'pool2', 'flatten', 'scores']
    """
    if isinstance(model, SimpleCNN):
        return [
            ("conv1", model.conv1),
            ("relu1", model.relu),
            ("pool1", model.pool),
            ("conv2", model.conv2),
            ("relu2", model.relu),
            ("pool2", model.pool),
            ("flatten", nn.Flatten()),
            ("scores", model.fc),
        ]
    if not isinstance(model, nn.Sequential):
        raise InputError(
            "a network whose layers follow one another",
            type(model).__name__,
            "Choose another network.",
        )
    counts: dict[str, int] = {}
    named = []
    for module in model:
        kind = kind_of(module)
        counts[kind] = counts.get(kind, 0) + 1
        named.append((f"{kind}{counts[kind]}", module))
    return named


def kind_of(module: nn.Module) -> str:
    """Name a layer's kind as `cnncore.networks.layers` does; "other" for one not known here."""
    return next((kind for made, kind in _KINDS if isinstance(module, made)), "other")


def by_axis(setting: int | str | tuple[int, ...]) -> tuple[int, int]:
    """Return torch's kernel size, stride or padding as (along the rows, along the columns)."""
    if isinstance(setting, tuple):
        return setting[0], setting[1]
    return int(setting), int(setting)


def steps_of(model: nn.Module, digit: np.ndarray) -> list[Step]:
    """Run a digit (28, 28) through the network and keep every step, the input first.

    A ReLU behind a layer with weights is one step with it, as in the article.

    >>> [(step.name, step.value.shape) for step in steps_of(SimpleCNN(), np.zeros((28, 28)))][:3]
    [('input', (1, 28, 28)), ('conv1', (16, 28, 28)), ('pool1', (16, 14, 14))]
    """
    layers = layers_of(model.eval())
    tensor = as_input(np.asarray(digit, np.float32))
    pixels = tensor[0].numpy()
    steps = [Step("input", "input", None, False, pixels, pixels)]
    place = 0
    with torch.inference_mode():
        while place < len(layers):
            name, module = layers[place]
            kind = kind_of(module)
            given = tensor
            tensor = module(tensor)
            behind = layers[place + 1][1] if place + 1 < len(layers) else None
            relu = kind in ("conv", "local", "linear", "bn") and isinstance(behind, nn.ReLU)
            if relu and behind is not None:
                tensor = behind(tensor)
                place += 1
            steps.append(Step(name, kind, module, relu, given[0].numpy(), tensor[0].numpy()))
            place += 1
    return steps


def check_cell(step: Step, cell: Cell) -> Cell:
    """Return the cell if the step has it; `InputError` otherwise."""
    shape = (*step.value.shape, 1, 1)[:3]
    if len(cell) != 3 or not all(0 <= at < size for at, size in zip(cell, shape, strict=True)):
        raise InputError(
            f"a cell of {step.name} within {' × '.join(map(str, shape))}",
            ".".join(map(str, cell)),
            "Click a cell, or correct the address.",
        )
    return cell


def value_at(step: Step, cell: Cell) -> float:
    """Return torch's number at a cell."""
    return float(step.value[cell] if step.value.ndim == 3 else step.value[cell[0]])


@dataclass(frozen=True)
class Stop:
    """One stop of a trail: a step's number (0 is the input) and a cell of it."""

    step: int
    cell: Cell


def write_trail(stops: list[Stop] | tuple[Stop, ...]) -> str:
    """Write a trail as an address has it.

    >>> write_trail([Stop(6, (7, 0, 0)), Stop(4, (12, 3, 5))])
    '6.7.0.0-4.12.3.5'
    """
    return "-".join(".".join(map(str, (stop.step, *stop.cell))) for stop in stops)


def read_trail(text: str, steps: list[Step]) -> list[Stop]:
    """Read a trail; `InputError` where it is no trail or leaves the network.

    >>> read_trail("", [])
    []
    """
    stops = []
    for part in text.split("-")[:_LONGEST] if text else ():
        numbers = part.split(".")
        if len(numbers) != 4 or not all(n.isdecimal() and len(n) < 6 for n in numbers):
            raise InputError(
                "a trail such as 6.7.0.0-4.12.3.5", text[:40], "Click a cell to start a new one."
            )
        step, channel, row, col = map(int, numbers)
        if step >= len(steps):
            raise InputError(
                f"a step from 0 to {len(steps) - 1}", str(step), "Click a cell to start a new one."
            )
        stops.append(Stop(step, check_cell(steps[step], (channel, row, col))))
    return stops
