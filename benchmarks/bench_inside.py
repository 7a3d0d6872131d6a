"""What it takes to open any number of a network, and to operate on its filters."""

import time
from collections.abc import Callable

import numpy as np
from torch import nn

import cnncore
from benchmarks.table import Measurement
from cnncore.inside.favourites import exciting, peaks
from cnncore.inside.shift import stability
from cnncore.inside.steps import steps_of
from cnncore.inside.sums import sum_at
from cnncore.inside.surgery import Operation, judge_held_out, operate
from cnncore.networks.layers import PRESETS, parse
from cnncore.networks.torch_module import build
from ui.components.cells import cells_data
from ui.inside.any_number import map_grids

CELLS = 200


def measure() -> list[Measurement]:
    """Measure the steps of the lesson on SimpleCNN, and the sums of three networks."""
    model = cnncore.load_pretrained()
    digit = cnncore.load_digits(split="held-out").images[8] / np.float32(255)
    off = Operation("conv2", off=(3, 4))
    rows = [
        _timed("a number opened", "≤ 80 ms", lambda: sum_at(steps_of(model, digit)[3], (5, 6, 7))),
        _timed("a score opened", "≤ 80 ms", lambda: sum_at(steps_of(model, digit)[6], (7, 0, 0))),
        _timed("all maps of conv1", "≤ 150 ms", lambda: _maps(model, digit, 1)),
        _timed("all maps of conv2", "≤ 150 ms", lambda: _maps(model, digit, 3)),
        _timed(
            "a filter off, new probabilities",
            "≤ 100 ms",
            lambda: cnncore.predict(operate(model, off), digit),
        ),
        _timed(
            "a filter off, held-out accuracy",
            "≤ 2,000 ms",
            lambda: judge_held_out(operate(model, off)),
            times=3,
        ),
        _timed("answers at 81 shifts", "", lambda: stability(model, digit)),
        _timed(
            "a filter's favourites",
            "",
            lambda: exciting(model, "conv2", 0, peaks(model, "conv2")),
            times=3,
        ),
    ]
    others = [build(parse(PRESETS[name])).eval() for name in ("LeNet-5", "Small VGG")]
    worst = max(_worst(steps_of(one, digit)) for one in (model, *others))
    rows.append(
        Measurement(
            "largest difference from torch",
            worst,
            "",
            "≤ 1e-05",
            f"{CELLS} cells in every layer of 3 networks",
        )
    )
    return rows


def _maps(model: nn.Module, digit: np.ndarray, number: int) -> dict:
    step = steps_of(model, digit)[number]
    return cells_data(map_grids(step, (0, 0, 0)), "")


def _worst(steps: list) -> float:
    rng = np.random.default_rng(0)
    worst = 0.0
    for step in steps:
        shape = (*step.value.shape, 1, 1)[:3]
        for _ in range(CELLS):
            cell = tuple(int(rng.integers(side)) for side in shape)
            worst = max(worst, sum_at(step, cell).difference)
    return worst


def _timed(what: str, target: str, act: Callable[[], object], times: int = 20) -> Measurement:
    act()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        spent.append(time.perf_counter() - start)
    return Measurement(what, 1000 * float(np.median(spent)), "ms", target, f"median of {times}")
