"""The sum behind any single number of a network: patches, kernels, partial sums, bias, ReLU."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict, TypeVar

import numpy as np
import torch
from torch import nn

from cnncore.errors import InputError
from cnncore.inside.steps import Cell, Step, Windowed, by_axis, check_cell, value_at
from cnncore.networks.torch_module import LocallyConnected2d

Box = tuple[int, int, int, int]  # top, left, bottom, right
Layer = TypeVar("Layer", bound=nn.Module)


@dataclass(frozen=True)
class Term:
    """One input channel's part of a sum: patch, kernel and products (kh, kw), and their sum."""

    channel: int
    patch: np.ndarray
    kernel: np.ndarray
    total: float


@dataclass(frozen=True)
class Scaling:
    """A batch norm at one cell: `given` minus `mean`, over `spread`, × `scale`, + `shift`."""

    given: float
    mean: float
    spread: float
    scale: float
    shift: float

    @property
    def result(self) -> float:
        """Work out the normalised number."""
        return (self.given - self.mean) / self.spread * self.scale + self.shift


@dataclass(frozen=True)
class Sum:
    """The arithmetic of one cell.

    `terms` add up with `bias` to `before` (float64), and `value` is `before` after ReLU where there
    is one; `torch` is torch's own number. `window` is the (top, left, bottom, right) of the patch
    in each input map, reaching outside where there is padding; `winner` is the cell that a number
    was passed on from, `scaling` holds a batch normalisation's numbers.
    """

    kind: str
    cell: Cell
    terms: tuple[Term, ...]
    bias: float
    before: float
    relu: bool
    value: float
    torch: float
    window: Box | None = None
    winner: Cell | None = None
    scaling: Scaling | None = None

    @property
    def difference(self) -> float:
        """Return how far the float64 sum lies from torch's float32 number."""
        return abs(self.value - self.torch)


class _Found(TypedDict, total=False):
    terms: tuple[Term, ...]
    bias: float
    before: float
    window: Box
    winner: Cell
    scaling: Scaling


def sum_at(step: Step, cell: Cell) -> Sum:
    """Work out the number at a cell from the step's inputs and weights.

    Raise `InputError` for a cell that does not exist and a kind without an arithmetic view.
    """
    check_cell(step, cell)
    if step.kind not in _RULES:
        raise InputError(
            "a layer whose arithmetic is shown here",
            f"{step.name}, a {type(step.module).__name__}",
            "Look at its maps instead.",
        )
    found = _RULES[step.kind](step, cell)
    before = found.get("before")
    terms, bias = found.get("terms", ()), found.get("bias", 0.0)
    if before is None:
        before = float(sum(term.total for term in terms)) + bias
    value = max(before, 0.0) if step.relu else before
    return Sum(
        kind=step.kind,
        cell=cell,
        terms=terms,
        bias=bias,
        before=before,
        relu=step.relu,
        value=value,
        torch=value_at(step, cell),
        window=found.get("window"),
        winner=found.get("winner"),
        scaling=found.get("scaling"),
    )


def _numbers(tensor: torch.Tensor | None) -> np.ndarray:
    return np.zeros(1) if tensor is None else tensor.detach().double().numpy()


def _layer(step: Step, *kinds: type[Layer]) -> Layer:
    """Return the step's layer, which is of one of these kinds."""
    if not isinstance(step.module, kinds):
        raise TypeError(f"{step.kind} is no {type(step.module).__name__}")
    return step.module


def _window(step: Step, module: Windowed, cell: Cell) -> tuple[Box, np.ndarray]:
    """Return the window's box and the padded input's patch (C, kh, kw) under it."""
    kernel, stride = by_axis(module.kernel_size), by_axis(module.stride)
    pad, gap = by_axis(module.padding), by_axis(getattr(module, "dilation", 1))
    empty = -np.inf if step.kind == "max" else 0.0
    padded = np.pad(
        step.given.astype(np.float64),
        [(0, 0), (pad[0], pad[0]), (pad[1], pad[1])],
        constant_values=empty,
    )
    top, left = cell[1] * stride[0], cell[2] * stride[1]
    reach = [(size - 1) * space + 1 for size, space in zip(kernel, gap, strict=True)]
    patch = padded[:, top : top + reach[0] : gap[0], left : left + reach[1] : gap[1]]
    top, left = top - pad[0], left - pad[1]
    return (top, left, top + reach[0], left + reach[1]), patch


def _conv(step: Step, cell: Cell) -> _Found:
    module = _layer(step, nn.Conv2d)
    weight, bias = _numbers(module.weight)[cell[0]], _numbers(module.bias)
    window, patch = _window(step, module, cell)
    per = len(step.given) // module.groups
    first = cell[0] // (len(step.value) // module.groups) * per
    return _terms(patch[first : first + per], weight, first) | {
        "bias": float(bias[cell[0]] if module.bias is not None else 0.0),
        "window": window,
    }


def _local(step: Step, cell: Cell) -> _Found:
    place = cell[1] * step.value.shape[2] + cell[2]
    module = _layer(step, LocallyConnected2d)
    window, patch = _window(step, module, cell)
    weight = _numbers(module.weight)[cell[0], :, place].reshape(patch.shape)
    bias = float(_numbers(module.bias)[cell])
    return _terms(patch, weight, 0) | {"bias": bias, "window": window}


def _terms(patch: np.ndarray, kernel: np.ndarray, first: int) -> _Found:
    pairs = enumerate(zip(patch, kernel, strict=True), start=first)
    return {"terms": tuple(Term(c, p, k, float((p * k).sum())) for c, (p, k) in pairs)}


def _max(step: Step, cell: Cell) -> _Found:
    module = _layer(step, nn.MaxPool2d)
    window, patch = _window(step, module, cell)
    own = patch[cell[0]]
    row, col = np.unravel_index(own.argmax(), own.shape)
    gap = by_axis(module.dilation)
    winner = (cell[0], window[0] + int(row) * gap[0], window[1] + int(col) * gap[1])
    chosen = np.zeros(own.shape)
    chosen[row, col] = 1
    term = Term(cell[0], own, chosen, float(own.max()))
    return {"terms": (term,), "before": float(own.max()), "window": window, "winner": winner}


def _avg(step: Step, cell: Cell) -> _Found:
    window, patch = _window(step, _layer(step, nn.AvgPool2d), cell)
    return _mean(patch[cell[0]], cell[0], window)


def _gap(step: Step, cell: Cell) -> _Found:
    own = step.given[cell[0]].astype(np.float64)
    return _mean(own, cell[0], (0, 0, *own.shape))


def _mean(own: np.ndarray, channel: int, window: Box) -> _Found:
    kernel = np.full(own.shape, 1 / own.size)
    return _terms(own[None], kernel[None], channel) | {"window": window}


def _linear(step: Step, cell: Cell) -> _Found:
    module = _layer(step, nn.Linear)
    weight, bias = _numbers(module.weight)[cell[0]], _numbers(module.bias)
    given = step.given.astype(np.float64)
    term = Term(0, given[None], weight[None], float(given @ weight))
    return {"terms": (term,), "bias": float(bias[cell[0]] if module.bias is not None else 0.0)}


def _bn(step: Step, cell: Cell) -> _Found:
    module, channel = _layer(step, nn.BatchNorm1d, nn.BatchNorm2d), cell[0]
    scaling = Scaling(
        given=_given(step, cell),
        mean=float(_numbers(module.running_mean)[channel]),
        spread=float(np.sqrt(_numbers(module.running_var)[channel] + module.eps)),
        scale=float(_numbers(module.weight)[channel]) if module.affine else 1.0,
        shift=float(_numbers(module.bias)[channel]) if module.affine else 0.0,
    )
    return {"before": scaling.result, "winner": cell, "scaling": scaling}


def _same(step: Step, cell: Cell) -> _Found:
    given = _given(step, cell)
    return {"before": max(given, 0.0) if step.kind == "relu" else given, "winner": cell}


def _flatten(step: Step, cell: Cell) -> _Found:
    source = cell
    if step.given.ndim == 3:
        channel, row, col = np.unravel_index(cell[0], step.given.shape)
        source = (int(channel), int(row), int(col))
    return {"before": _given(step, source), "winner": source}


def _given(step: Step, cell: Cell) -> float:
    return float(step.given[cell] if step.given.ndim == 3 else step.given[cell[0]])


def _input(step: Step, cell: Cell) -> _Found:
    return {"before": value_at(step, cell)}


_RULES: dict[str, Callable[[Step, Cell], _Found]] = {
    "input": _input,
    "conv": _conv,
    "local": _local,
    "max": _max,
    "avg": _avg,
    "gap": _gap,
    "linear": _linear,
    "bn": _bn,
    "relu": _same,
    "drop": _same,
    "flatten": _flatten,
}
