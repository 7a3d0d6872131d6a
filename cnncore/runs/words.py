"""What a run's records say in English: where it is, what its curves tell, who won a race."""

import math
from dataclasses import dataclass

from cnncore.chance import chance
from cnncore.runs.diagnosis import GUESSING, Reading, gap
from cnncore.runs.engine import RunView
from cnncore.runs.race import Outcome
from cnncore.runs.records import History, Status

_CAUSES = {
    "diverged": "The {detail}: the steps are too large. Lower the learning rate.",
    "disk": "Its folder could not be read or written at step {step}: {detail}. Mend that, and "
    "resume it.",
    "unwatched": "Paused: nobody was watching any more.",
    "broke off": "Broke off at step {step}: its process was ended from outside. Resume it.",
    "memory": "Out of memory at step {step}. Take a smaller batch or fewer channels.",
    "unforeseen": "Something went wrong at step {step} that nobody had foreseen: {detail}. What it "
    "had learnt is kept, and the host finds more in the run's folder.",
    "no process": "No process could be started for it ({detail}). Resume it later.",
    "unreadable": "The record of where it is cannot be read; nothing was deleted, and it goes on "
    "from what it kept. Resume it, or delete it.",
    "damaged": "The newest checkpoint was damaged; the run went on from an earlier one.",
    "all damaged": "All checkpoints were damaged; the run began again from its seed.",
    "far away": "Waiting for a worker of the training cluster.",
    "no worker": "The training cluster has no worker now; the run goes on when one joins.",
    "cluster refused": "{detail} Stopped at step {step}; it can be resumed.",
    "cluster lost": "The training cluster was lost ({detail}). Stopped at step {step}; it can be "
    "resumed.",
}
_ENDED = {"done": "Finished", "stopped": "Stopped", "paused": "Paused", "failed": "Failed"}


def sentence(status: Status) -> str:
    """Say why a run is where it is, "" where nothing is the matter.

    >>> sentence(Status("lost", step=1200, cause="broke off"))
    'Broke off at step 1,200: its process was ended from outside. Resume it.'
    """
    return _CAUSES.get(status.cause, "{detail}").format(
        detail=status.detail, step=f"{status.step:,}"
    )


def state_line(view: RunView) -> str:
    """Say where a run is: its place in the queue, its speed, or how it ended."""
    status, told = view.status, sentence(view.status)
    if status.state == "waiting":
        return f"Waiting: place {view.place} in the queue, about {view.wait:.0f} s"
    if status.state == "starting" or not status.total:
        return told or "Starting a process for it"
    where = f"epoch {status.epoch:.1f} of {view.settings.epochs}"
    if status.speed:
        where += f" · {status.speed:,.0f} images/s"
    if status.state == "running":
        return f"{where} · about {view.seconds_left:.0f} s left" if status.speed else where
    words = f"{_ENDED.get(status.state, 'Broke off')} · {where}"
    return f"{words} · {told}" if told else words


@dataclass(frozen=True)
class Explanation:
    """A reading in English: what is seen, why it is so, and what the remedy's button says."""

    headline: str
    why: str
    remedy: str = ""


def explain(found: Reading) -> Explanation:
    """Put a reading into sentences."""
    return _EXPLAINED[found.kind](found)


def _exploded(found: Reading) -> Explanation:
    return Explanation(
        f"The loss became NaN at step {found.step:,}.",
        f"With a learning rate of {found.rate:g} each step overshoots, the weights "
        "grow until a score is infinite, and infinity minus infinity is not a number.",
        _with_rate(found),
    )


def _unmeasured(found: Reading) -> Explanation:
    return Explanation(
        "Nothing measured yet.",
        f"An untrained network guesses: one in ten right, loss ln 10 = {GUESSING:.2f}.",
    )


def _stuck(found: Reading) -> Explanation:
    return Explanation(
        f"Stuck at guessing: the loss stays near ln 10 = {GUESSING:.2f}.",
        f"A learning rate of {found.rate:g} threw the weights to where every ReLU "
        "gives 0; from there no gradient leads back.",
        _with_rate(found),
    )


def _not_begun(found: Reading) -> Explanation:
    return _slow(found, "The loss has hardly left the level of guessing.")


def _crawling(found: Reading) -> Explanation:
    return _slow(found, "Learning, but at a crawl.")


def _slow(found: Reading, headline: str) -> Explanation:
    why = f"With a learning rate of {found.rate:g} each step is tiny."
    return Explanation(headline, why, _with_rate(found))


def _overfitting(found: Reading) -> Explanation:
    how = "with light augmentation" if "augmentation" in found.remedy else _for_epochs(found)
    return Explanation(
        f"Overfitting since epoch {found.epoch}.",
        f"The train loss still falls, the held-out loss has risen from {found.before:.3f} to "
        f"{found.loss:.3f}: it now learns these digits by heart, not digits as such.",
        f"Train again {how}",
    )


def _unfinished(found: Reading) -> Explanation:
    return Explanation(
        "It ended while it was still learning.",
        f"The last epoch lowered the held-out loss from {found.before:.3f} to {found.loss:.3f}.",
        f"Train again {_for_epochs(found)}",
    )


def _learning(found: Reading) -> Explanation:
    below = found.loss < GUESSING - 0.005
    where = "down from" if below else "not yet below that of guessing,"
    return Explanation(
        f"Still learning: the loss is {found.loss:.2f}, {where} {GUESSING:.2f}.",
        f"A loss of {found.loss:.2f} means that {_how_sure(found)}. Watch the filters: most "
        "change happens now.",
    )


def _settling(found: Reading) -> Explanation:
    return Explanation(
        f"Settling: the loss is {found.loss:.3f}.",
        f"On the digits of the last steps {_how_sure(found)}. {_gap(found)}",
    )


def _settled(found: Reading) -> Explanation:
    wrong = 1000 * (1 - found.accuracy)
    many = f"about {wrong:.0f}" if wrong >= 0.5 else "hardly one"
    return Explanation(
        f"Settled at {found.accuracy:.1%} on digits it has never seen.",
        f"Of 1,000 new digits {many} would be misread. {_gap(found)}",
    )


def _with_rate(found: Reading) -> str:
    return f"Train again with learning rate {found.remedy['learning_rate']:g}"


def _for_epochs(found: Reading) -> str:
    return f"for {found.remedy['epochs']} epochs"


def _how_sure(found: Reading) -> str:
    return f"it typically puts about {chance(math.exp(-found.loss), 0)} on the right digit"


def gap_line(history: History) -> str:
    """Say how far train lies above held-out, and after which epoch that was measured."""
    points = gap(history)
    if points is None:
        return "Accuracy comes with the first evaluation."
    when = f"epoch {history.eval_epoch[-1]:.1f}".removesuffix(".0")
    return f"Train − held-out, {when}: **{_signed(points)} points**"


def _signed(points: float) -> str:
    return f"{round(points, 1) + 0.0:+.1f}".replace("-", "−")


def _gap(found: Reading) -> str:
    if found.gap is None:
        return ""
    if found.gap <= -0.3:
        return f"Held-out is {-found.gap:.1f} points above train: no sign of memorising."
    if found.gap < 0.3:
        return "Train and held-out agree: what it learnt holds for new digits."
    return f"Train is {found.gap:.1f} points above held-out; a growing gap is a sign of memorising."


_EXPLAINED = {
    "exploded": _exploded,
    "unmeasured": _unmeasured,
    "stuck": _stuck,
    "not begun": _not_begun,
    "crawling": _crawling,
    "overfitting": _overfitting,
    "unfinished": _unfinished,
    "learning": _learning,
    "settling": _settling,
    "settled": _settled,
}


def verdict(outcome: Outcome | None, name: str) -> str:
    """State the difference between the best two in a sentence, with its spread if there is one.

    >>> from cnncore.runs.race import Runner, outcome
    >>> verdict(outcome([Runner("adam", (98.5,)), Runner("sgd", (97.0,))]), "optimiser")
    'With optimiser adam 98.50 % of new digits are right, with sgd 97.00 %: 1.50 points apart. \
One seed each: this may be luck.'
    """
    if outcome is None:
        return "The verdict comes when two runners have finished."
    best, second = outcome.best, outcome.second
    text = (
        f"With {name.replace('_', ' ')} {best.label} {best.mean:.2f} % of new digits are right, "
        f"with {second.label} {second.mean:.2f} %: {outcome.apart:.2f} points apart."
    )
    if outcome.spread is None:
        return f"{text} One seed each: this may be luck."
    sure = "more than seeds differ" if outcome.sure else "no more than seeds differ"
    return f"{text} Seeds alone spread by ±{outcome.spread:.2f} points, so that is {sure}."
