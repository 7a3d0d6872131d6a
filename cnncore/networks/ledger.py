"""What a network costs, by arithmetic alone: shapes, parameters, work, memory, view."""

from collections.abc import Sequence
from dataclasses import dataclass

from cnncore.networks.layers import Layer
from cnncore.networks.misfit import Problem, problem_of
from cnncore.networks.shapes import (
    DIGIT,
    SCORES,
    Shape,
    count,
    has_window,
    shape_after,
    size_formula,
    window_of,
)

FLOAT_BYTES = 4


@dataclass(frozen=True)
class Line:
    """One line of the ledger. Shapes leave the batch out: (C, H, W), or (F,) once flat.

    `given` is None at the layer that does not fit and behind it. `formula` is the parameter
    count with its numbers, `size_formula` the height of the map with its numbers; both are ""
    where there is nothing to compute. `multiply_adds` is for one image, `receptive_field` the
    side, in input pixels, of the square that one number of the output depends on.
    """

    number: int
    layer: Layer
    taken: Shape | None
    given: Shape | None
    formula: str = ""
    size_formula: str = ""
    parameters: int = 0
    multiply_adds: int = 0
    receptive_field: int = 1
    jump: int = 1

    @property
    def shapes(self) -> tuple[Shape, Shape]:
        """What goes in and out. Raise `ValueError` for a layer that does not fit."""
        if self.taken is None or self.given is None:
            raise ValueError(f"layer {self.number} does not fit")
        return self.taken, self.given

    @property
    def memory(self) -> int:
        """Bytes for the layer's output of one image and its parameters, as 32-bit floats."""
        return FLOAT_BYTES * (count(self.given or (0,)) + self.parameters)


@dataclass(frozen=True)
class Ledger:
    """A network's entries, the problem of the first layer that does not fit, and the sums."""

    input_shape: Shape
    entries: tuple[Line, ...]
    problem: Problem | None

    @property
    def parameters(self) -> int:
        return sum(entry.parameters for entry in self.entries)

    @property
    def multiply_adds(self) -> int:
        return sum(entry.multiply_adds for entry in self.entries)

    @property
    def memory(self) -> int:
        return sum(entry.memory for entry in self.entries)

    @property
    def output_shape(self) -> Shape | None:
        return self.entries[-1].given if self.entries else self.input_shape

    @property
    def answers_digits(self) -> bool:
        """Whether the network ends in ten scores, one a digit."""
        return self.problem is None and self.output_shape == SCORES


def account(layers: Sequence[Layer], input_shape: Shape = DIGIT) -> Ledger:
    """Work out every layer's shape and cost; stop at the first one that does not fit.

    >>> from cnncore.networks.layers import PRESETS, parse
    >>> book = account(parse(PRESETS["SimpleCNN"]))
    >>> [(entry.formula, entry.parameters) for entry in book.entries if entry.parameters]
    [('(3·3·1 + 1)·16', 160), ('(3·3·16 + 1)·32', 4640), ('(1,568 + 1)·10', 15690)]
    >>> book.parameters, book.output_shape
    (20490, (10,))
    >>> account(parse("max2-linear10")).problem.clash
    (14, 196)
    """
    entries: list[Line] = []
    problem, shape, view, jump = None, input_shape, 1, 1
    for number, layer in enumerate(layers):
        if problem is None:
            problem = problem_of(number, layer, shape)
        if problem is not None:
            taken = shape if number == problem.number else None
            entries.append(Line(number, layer, taken, None))
            continue
        view, jump = _view(layer, shape, view, jump)
        entries.append(_line(number, layer, shape, view, jump))
        _, shape = entries[-1].shapes
    return Ledger(input_shape, tuple(entries), problem)


def _line(number: int, layer: Layer, taken: Shape, view: int, jump: int) -> Line:
    given = shape_after(layer, taken)
    formula, parameters = _parameters(layer, taken, given)
    return Line(
        number,
        layer,
        taken,
        given,
        formula,
        size_formula(layer, taken),
        parameters,
        _multiply_adds(layer, taken, given),
        view,
        jump,
    )


def _parameters(layer: Layer, taken: Shape, given: Shape) -> tuple[str, int]:
    if layer.kind in ("conv", "local"):
        kernel, channels = layer["kernel"], given[0]
        formula = f"({kernel}·{kernel}·{taken[0]:,} + 1)·{channels}"
        parameters = (kernel * kernel * taken[0] + 1) * channels
        if layer.kind == "conv":
            return formula, parameters
        return f"{formula}·{given[1]}·{given[2]}", parameters * given[1] * given[2]
    if layer.kind == "linear":
        return f"({taken[-1]:,} + 1)·{given[-1]:,}", (taken[-1] + 1) * given[-1]
    return (f"2·{taken[0]:,}", 2 * taken[0]) if layer.kind == "bn" else ("", 0)


def _multiply_adds(layer: Layer, taken: Shape, given: Shape) -> int:
    """Count one multiply-add a weight and place; pools and ReLU only compare or add."""
    if layer.kind in ("conv", "local"):
        return layer["kernel"] ** 2 * taken[0] * count(given)
    if layer.kind == "linear":
        return taken[-1] * given[-1]
    return count(given) if layer.kind == "bn" else 0


def _view(layer: Layer, taken: Shape, view: int, jump: int) -> tuple[int, int]:
    """Follow the receptive field: a window of w cells adds (w − 1)·jump, a stride widens jump."""
    if has_window(layer):
        return view + (window_of(layer)[0] - 1) * jump, jump * layer["stride"]
    if layer.kind == "gap":
        return view + (taken[1] - 1) * jump, jump
    if layer.kind == "flatten" and len(taken) == 3:
        # remembered as the whole map's reach, used once a linear layer reads all of it
        return view, (taken[1] - 1) * jump
    if layer.kind == "linear":
        return view + (jump if len(taken) == 1 else 0), 0
    return view, jump
