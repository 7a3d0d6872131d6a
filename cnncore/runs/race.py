"""Races: runs with the same initial weights and batch order that differ in one setting."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cnncore.errors import InputError
from cnncore.runs.records import History
from cnncore.training.settings import Settings

SEEDS = 3


@dataclass(frozen=True)
class Entrant:
    """One run of a race: what was chosen, where it is and what it has measured."""

    settings: Settings
    state: str
    history: History

    def label(self, name: str) -> str:
        """Name it by the setting in which it differs."""
        return str(getattr(self.settings, name))


@dataclass(frozen=True)
class Runner:
    """One value of the setting: final held-out accuracies in percent, one a finished seed."""

    label: str
    accuracies: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean over the seeds."""
        return float(np.mean(self.accuracies))

    @property
    def spread(self) -> float:
        """Half the distance between the best and the worst seed."""
        return (max(self.accuracies) - min(self.accuracies)) / 2


@dataclass(frozen=True)
class Outcome:
    """The best two; `spread` is what seeds alone make, None where one of them ran only once."""

    best: Runner
    second: Runner
    spread: float | None

    @property
    def apart(self) -> float:
        """How many points lie between the two."""
        return self.best.mean - self.second.mean

    @property
    def sure(self) -> bool:
        """Tell whether they differ by more than seeds do."""
        return self.spread is not None and self.apart > 2 * self.spread


def line_up(base: Settings, name: str, values: Sequence[Any], *, seeds: bool) -> list[Settings]:
    """Return the settings of all runners: the base and one a value, for one seed or three.

    >>> [s.batch_size for s in line_up(Settings(), "batch_size", [16, 256], seeds=False)]
    [64, 16, 256]
    """
    others = [value for value in dict.fromkeys(values) if value != getattr(base, name)]
    if not 1 <= len(others) <= 3:
        raise InputError(
            "one to three other values", f"{len(others)}", "Choose one to race against."
        )
    numbers = [(base.seed + k) % 1_000_000 for k in range(SEEDS if seeds else 1)]
    return [
        dataclasses.replace(base, **{name: value}, seed=seed, drawings="")
        for seed in numbers
        for value in [getattr(base, name), *others]
    ]


def results(entrants: Sequence[Entrant], name: str) -> list[Runner]:
    """Return the runners that have a finished run, the best first."""
    found: dict[str, list[float]] = {}
    for entrant in entrants:
        accuracy = entrant.history.held_out_accuracy
        if entrant.state == "done" and len(accuracy):
            found.setdefault(entrant.label(name), []).append(100 * float(accuracy[-1]))
    runners = [Runner(label, tuple(values)) for label, values in found.items()]
    return sorted(runners, key=lambda runner: -runner.mean)


def outcome(runners: Sequence[Runner]) -> Outcome | None:
    """Compare the best two of runners sorted by `results`; None before two have finished."""
    if len(runners) < 2:
        return None
    best, second = runners[0], runners[1]
    if min(len(best.accuracies), len(second.accuracies)) < 2:
        return Outcome(best, second, None)
    return Outcome(best, second, max(best.spread, second.spread))
