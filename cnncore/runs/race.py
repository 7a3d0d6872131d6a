"""Races: runs with the same initial weights and batch order that differ in one setting."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cnncore.errors import InputError
from cnncore.runs.engine import View
from cnncore.training.settings import Settings

SEEDS = 3


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


def line_up(base: Settings, name: str, values: Sequence, *, seeds: bool) -> list[Settings]:
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


def results(views: Sequence[View], name: str) -> list[Runner]:
    """Return the runners that have a finished run, the best first."""
    found: dict[str, list[float]] = {}
    for view in views:
        accuracy = view.folder.history().held_out_accuracy
        if view.status.state == "done" and len(accuracy):
            label = str(getattr(view.settings, name))
            found.setdefault(label, []).append(100 * float(accuracy[-1]))
    runners = [Runner(label, tuple(values)) for label, values in found.items()]
    return sorted(runners, key=lambda runner: -runner.mean)


def verdict(runners: Sequence[Runner], name: str) -> str:
    """State the difference between the best two in a sentence, with its spread if there is one.

    >>> verdict([Runner("adam", (98.5,)), Runner("sgd", (97.0,))], "optimiser")
    'With optimiser adam 98.50 % of new digits are right, with sgd 97.00 %: 1.50 points apart. \
One seed each: this may be luck.'
    """
    if len(runners) < 2:
        return "The verdict comes when two runners have finished."
    best, second = runners[0], runners[1]
    apart = best.mean - second.mean
    words = name.replace("_", " ")
    text = (
        f"With {words} {best.label} {best.mean:.2f} % of new digits are right, "
        f"with {second.label} {second.mean:.2f} %: {apart:.2f} points apart."
    )
    if min(len(best.accuracies), len(second.accuracies)) < 2:
        return f"{text} One seed each: this may be luck."
    spread = max(best.spread, second.spread)
    sure = "more than seeds differ" if apart > 2 * spread else "no more than seeds differ"
    return f"{text} Seeds alone spread by ±{spread:.2f} points, so that is {sure}."
