"""What loss and accuracy tell about a run: a finding, its numbers, and a remedy to be tried."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cnncore.runs.records import History, Status
from cnncore.training.settings import Settings, limits

GUESSING = math.log(10)  # the loss of ten equal probabilities
_STUCK = 2.2


@dataclass(frozen=True)
class Reading:
    """A finding: its `kind`, the numbers it rests on, and the settings to change as a remedy.

    `words.explain` makes it sentences; what a kind does not need stays 0.
    """

    kind: str
    remedy: Mapping[str, int | float | str] = field(default_factory=dict)
    step: int = 0
    epoch: int = 0
    rate: float = 0.0
    loss: float = 0.0
    before: float = 0.0  # an earlier loss: the best, or that of the epoch before
    accuracy: float = 0.0
    gap: float | None = None


def read_run(history: History, settings: Settings, status: Status) -> Reading:
    """Read a run so far; the first rule that fits speaks."""
    if status.state == "failed" and status.cause == "diverged":
        return _lower_rate("exploded", settings, step=status.step + 1)
    if not len(history.step):
        return Reading("unmeasured")
    for rule in (_stuck, _crawling, _overfitting, _unfinished, _underway):
        if found := rule(history, settings, status):
            return found
    return _settled(history)


def gap(history: History) -> float | None:
    """Return train minus held-out accuracy at the last evaluation, in points.

    None before the first step: a network that guesses has no gap.
    """
    learnt = len(history.eval_step) and history.eval_step[-1] > 0
    return _last_gap(history) if learnt else None


def _last_gap(history: History) -> float:
    return 100 * float(history.train_accuracy[-1] - history.held_out_accuracy[-1])


def _lower_rate(kind: str, settings: Settings, step: int = 0) -> Reading:
    rate = settings.learning_rate
    lower = max(rate / 10, limits("learning_rate")["low"])
    return Reading(kind, {"learning_rate": lower}, step=step, rate=rate)


def _higher_rate(kind: str, settings: Settings) -> Reading:
    rate = settings.learning_rate
    return Reading(kind, {"learning_rate": rate * 10}, rate=rate)


def _stuck(history: History, settings: Settings, status: Status) -> Reading | None:
    if status.step < 100 or np.mean(history.loss[-20:]) < _STUCK:
        return None
    if settings.learning_rate <= 3e-4:
        return _higher_rate("not begun", settings)
    return _lower_rate("stuck", settings)


def _crawling(history: History, settings: Settings, status: Status) -> Reading | None:
    later = history.eval_epoch >= 1
    if not later.any() or history.held_out_accuracy[later][0] > 0.7:
        return None
    if history.held_out_accuracy[-1] > 0.9 or settings.learning_rate > 0.1:
        return None
    return _higher_rate("crawling", settings)


def _overfitting(history: History, settings: Settings, status: Status) -> Reading | None:
    losses = history.held_out_loss
    if len(losses) < 5:
        return None
    best = int(np.argmin(losses))
    worse = losses[-1] > 1.1 * losses[best] and history.train_loss[-1] < history.train_loss[best]
    if best > len(losses) - 3 or not worse or _last_gap(history) < 0.8:
        return None
    epoch = max(1, round(history.eval_epoch[best]))
    remedy = {"augmentation": "light"} if settings.augmentation == "none" else {"epochs": epoch}
    return Reading(
        "overfitting", remedy, epoch=epoch, loss=float(losses[-1]), before=float(losses[best])
    )


def _unfinished(history: History, settings: Settings, status: Status) -> Reading | None:
    losses = history.held_out_loss
    if status.state != "done" or len(losses) < 3 or losses[-1] > 0.93 * losses[-2]:
        return None
    remedy = {"epochs": min(100, 2 * settings.epochs)}
    return Reading("unfinished", remedy, loss=float(losses[-1]), before=float(losses[-2]))


def _underway(history: History, settings: Settings, status: Status) -> Reading | None:
    if status.state not in ("running", "paused", "lost"):
        return None
    kind = "learning" if status.step / max(status.total, 1) < 0.3 else "settling"
    return Reading(kind, loss=float(np.mean(history.loss[-20:])), gap=gap(history))


def _settled(history: History) -> Reading:
    accuracy = float(history.held_out_accuracy[-1]) if len(history.eval_step) else 0.0
    return Reading("settled", accuracy=accuracy, gap=gap(history))
