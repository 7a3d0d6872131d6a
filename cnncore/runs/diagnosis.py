"""What loss and accuracy tell about a run, in a sentence, with a remedy that can be tried."""

import math
from dataclasses import dataclass, field

import numpy as np

from cnncore.runs.folder import History, Status
from cnncore.training.settings import Settings

GUESSING = math.log(10)  # the loss of ten equal probabilities
_STUCK = 2.2


@dataclass(frozen=True)
class Reading:
    """A finding: `tone` good, learning, warning or bad; `remedy` names settings to change."""

    tone: str
    headline: str
    why: str
    remedy: dict[str, object] = field(default_factory=dict)
    remedy_label: str = ""


def diagnose(history: History, settings: Settings, status: Status) -> Reading:
    """Read a run so far; the first rule that fits speaks."""
    if status.state == "failed" and "loss is" in status.sentence:
        return _exploded(settings, status)
    if not len(history.step):
        return Reading(
            "learning",
            "Nothing measured yet.",
            f"An untrained network guesses: one in ten right, loss ln 10 = {GUESSING:.2f}.",
        )
    for rule in (_stuck, _crawling, _overfitting, _unfinished, _underway):
        if found := rule(history, settings, status):
            return found
    return _settled(history)


def gap(history: History) -> float | None:
    """Return train minus held-out accuracy at the last evaluation, in points."""
    if not len(history.eval_step):
        return None
    return 100 * float(history.train_accuracy[-1] - history.held_out_accuracy[-1])


def _exploded(settings: Settings, status: Status) -> Reading:
    rate = settings.learning_rate / 10
    return Reading(
        "bad",
        f"The loss became NaN at step {status.step + 1:,}.",
        f"With a learning rate of {settings.learning_rate:g} each step overshoots, the weights "
        "grow until a score is infinite, and infinity minus infinity is not a number.",
        {"learning_rate": rate},
        f"Train again with learning rate {rate:g}",
    )


def _stuck(history: History, settings: Settings, status: Status) -> Reading | None:
    if status.step < 100 or np.mean(history.loss[-20:]) < _STUCK:
        return None
    if settings.learning_rate <= 3e-4:
        return _slow(settings, "The loss has hardly left the level of guessing.")
    rate = settings.learning_rate / 10
    return Reading(
        "bad",
        f"Stuck at guessing: the loss stays near ln 10 = {GUESSING:.2f}.",
        f"A learning rate of {settings.learning_rate:g} threw the weights to where every ReLU "
        "gives 0; from there no gradient leads back.",
        {"learning_rate": rate},
        f"Train again with learning rate {rate:g}",
    )


def _slow(settings: Settings, headline: str) -> Reading:
    rate = settings.learning_rate * 10
    return Reading(
        "warning",
        headline,
        f"With a learning rate of {settings.learning_rate:g} each step is tiny.",
        {"learning_rate": rate},
        f"Train again with learning rate {rate:g}",
    )


def _crawling(history: History, settings: Settings, status: Status) -> Reading | None:
    later = history.eval_epoch >= 1
    if not later.any() or history.held_out_accuracy[later][0] > 0.7:
        return None
    if history.held_out_accuracy[-1] > 0.9 or settings.learning_rate > 0.1:
        return None
    return _slow(settings, "Learning, but at a crawl.")


def _overfitting(history: History, settings: Settings, status: Status) -> Reading | None:
    losses = history.held_out_loss
    if len(losses) < 5:
        return None
    best = int(np.argmin(losses))
    worse = losses[-1] > 1.1 * losses[best] and history.train_loss[-1] < history.train_loss[best]
    if best > len(losses) - 3 or not worse or gap(history) < 0.8:
        return None
    epoch = max(1, round(history.eval_epoch[best]))
    remedy = {"augmentation": "light"} if settings.augmentation == "none" else {"epochs": epoch}
    label = "with light augmentation" if settings.augmentation == "none" else f"for {epoch} epochs"
    return Reading(
        "warning",
        f"Overfitting since epoch {epoch}.",
        f"The train loss still falls, the held-out loss has risen from {losses[best]:.3f} to "
        f"{losses[-1]:.3f}: it now learns these digits by heart, not digits as such.",
        remedy,
        f"Train again {label}",
    )


def _unfinished(history: History, settings: Settings, status: Status) -> Reading | None:
    losses = history.held_out_loss
    if status.state != "done" or len(losses) < 3 or losses[-1] > 0.93 * losses[-2]:
        return None
    epochs = min(100, 2 * settings.epochs)
    return Reading(
        "learning",
        "It ended while it was still learning.",
        f"The last epoch lowered the held-out loss from {losses[-2]:.3f} to {losses[-1]:.3f}.",
        {"epochs": epochs},
        f"Train again for {epochs} epochs",
    )


def _underway(history: History, settings: Settings, status: Status) -> Reading | None:
    if status.state not in ("running", "paused", "lost"):
        return None
    loss, share = float(np.mean(history.loss[-20:])), status.step / max(status.total, 1)
    sure = f"it puts about {math.exp(-loss):.0%} on the right digit"
    if share < 0.3:
        return Reading(
            "learning",
            f"Still learning: the loss is {loss:.2f}, down from {GUESSING:.2f}.",
            f"A loss of {loss:.2f} means that {sure}. Watch the filters: most change happens now.",
        )
    return Reading(
        "learning",
        f"Settling: the loss is {loss:.3f}.",
        f"On the digits of the last steps {sure}. {_gap_words(history)}",
    )


def _settled(history: History) -> Reading:
    accuracy = float(history.held_out_accuracy[-1]) if len(history.eval_step) else 0.0
    wrong = round(1000 * (1 - accuracy))
    return Reading(
        "good",
        f"Settled at {accuracy:.1%} on digits it has never seen.",
        f"Of 1,000 new digits about {wrong} would be misread. {_gap_words(history)}",
    )


def _gap_words(history: History) -> str:
    points = gap(history)
    if points is None:
        return ""
    if points < 0.3:
        return "Train and held-out agree: what it learnt holds for new digits."
    return f"Train is {points:.1f} points above held-out; a growing gap is a sign of memorising."
