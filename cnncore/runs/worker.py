"""The process that trains: `python -m cnncore.runs.worker FOLDER`.

`--wait` instead waits for a folder on stdin. It takes the folder's lock before it loads torch,
writes what it measures, obeys orders, saves its state every few seconds and leaves when
nobody has watched for a lease.
"""

import contextlib
import dataclasses
import os
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from cnncore.runs.ends import ending
from cnncore.runs.folder import RunFolder
from cnncore.runs.listening import OBEYED, Listener
from cnncore.runs.local import LocalEngine
from cnncore.runs.pace import Pace
from cnncore.runs.records import OVER, Status
from cnncore.runs.training_set import digits_of

if TYPE_CHECKING:
    from cnncore.training.trainer import Trainer

SAVE_EVERY = 5.0  # seconds between saved states
SHOW_EVERY = 0.4  # seconds between live weights
MOST_RECORDS = 2_000
EARLY_STEPS = (0, 4, 12, 30, 70)  # filters change most at first
NICENESS = 10


def main(words: list[str]) -> int:
    """Train the run in the folder named, then those that wait; return the exit code."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    if words == ["--wait"]:
        from cnncore.runs.warming import warm_up  # torch

        warm_up()
        words = [sys.stdin.readline().strip()]
        if not words[0]:
            return 0
    folder: RunFolder | None = RunFolder(Path(words[0]))
    while folder is not None:
        folder = work_on(folder)
    return 0


def work_on(folder: RunFolder) -> RunFolder | None:
    """Train one run; return the next that waits, None if there is none or another worker has it."""
    lock, worker = folder.lock(), Worker(folder)
    try:
        mine = lock.acquire()
    except OSError as error:
        worker.end(*ending(error))
        return None
    if not mine:
        return None
    try:
        if folder.status().state in (*OVER, "paused"):  # ended while this process started
            folder.withdraw_order()
        else:
            Listener(worker).start()
            worker.run()
    finally:
        lock.release()
    return LocalEngine(folder.path.parent.parent).take_next()


class Worker:
    """One run, from its folder's state to its end or to an order."""

    def __init__(self, folder: RunFolder) -> None:
        self.folder = folder
        self.lease = float(os.environ.get("CNN_LEASE", 3600))
        self.total = 0
        self.speed, self.cause = 0.0, ""
        self._trainer: Trainer | None = None
        self.over = False
        self.telling = threading.RLock()
        self._shown = 0  # the step of the weights shown last
        self._rows: list[tuple[float, ...]] = []

    def run(self) -> None:
        """Train; whatever goes wrong ends as a cause in the status."""
        try:
            self.prepare()
            self.train()
        except Exception as error:
            state, cause, detail = ending(error)
            if cause == "unforeseen":
                with contextlib.suppress(OSError):
                    self.folder.note_trouble("".join(traceback.format_exception(error)))
            self.end(state, cause, detail)

    @property
    def trainer(self) -> "Trainer":
        """The run in memory, once it is prepared."""
        if self._trainer is None:
            raise RuntimeError("not prepared")
        return self._trainer

    @property
    def _step(self) -> int:
        return self._trainer.number if self._trainer else 0

    def prepare(self) -> None:
        """Load the digits, build the trainer and go on from what was kept."""
        import torch  # torch

        from cnncore.runs.measuring import Scorer, kept_steps  # torch
        from cnncore.training.trainer import Trainer  # torch

        torch.set_num_threads(int(os.environ.get("CNN_THREADS", 1)))
        settings = self.folder.settings
        digits, held_out = digits_of(self.folder, self._tell)
        self._trainer = Trainer(settings, digits)
        self.cause = self._resume()
        self.scorer = Scorer(self.trainer, digits, held_out)
        self.total = self.trainer.total_steps
        self.every = max(1, self.total // MOST_RECORDS)
        self.keep = set(EARLY_STEPS) | kept_steps(self.total, self.trainer.steps_per_epoch)
        self.show("running")

    def _tell(self, part: float, words: str) -> None:
        self._tell_state("running", "preparing", f"{words}: {part:.0%}")

    def _resume(self) -> str:
        """Go on from the newest state that is its own; drop what was kept after it."""
        from cnncore.runs.state import take_up  # torch

        cause = take_up(self.folder, self.trainer)
        self.folder.trim_metrics(self._step)
        self.folder.drop_checkpoints(after=self._step)
        return cause

    def train(self) -> None:
        """Train to the end or to an order, and keep what is wanted on the way."""
        first = self._step
        if first == 0:
            self._evaluate()
            self._checkpoint()
        shown = saved = time.perf_counter()
        pace = Pace()
        losses = []
        while not self.trainer.finished:
            step = self.trainer.step()
            losses.append(step.loss)
            if step.number % self.every == 0 or self.trainer.finished:
                mean = sum(losses) / len(losses)
                self._record(step.number, step.epoch, mean, step.learning_rate)
                losses.clear()
            if step.number % self.trainer.steps_per_epoch == 0:
                self._evaluate()
            if step.number in self.keep or self.trainer.finished:
                self._checkpoint()
            now = time.perf_counter()
            if now - shown >= SHOW_EVERY or step.number <= first + 2:
                shown = now
                self.speed = pace.note(now, step.number * self.trainer.settings.batch_size)
                self.show("running")
                if self._obey():
                    return
            if now - saved >= SAVE_EVERY:
                saved = now
                self.save()
        self.save()
        self.end("done", self.cause)

    def _obey(self) -> bool:
        """Do what is ordered, and pause when nobody has watched for a lease."""
        word = self.folder.ordered()
        if not word and (self.folder.unseen() or 0.0) > self.lease:
            word, self.cause = "pause", "unwatched"
        if word not in OBEYED:
            return False
        self.save()
        self._checkpoint()
        self._evaluate()
        self.end(OBEYED[word], self.cause)
        return True

    def _record(self, *row: float) -> None:
        self._rows.append(row)

    def _evaluate(self) -> None:
        train, held_out = self.scorer.scores()
        self._record(
            self._step,
            self._step / self.trainer.steps_per_epoch,
            train.accuracy,
            held_out.accuracy,
            train.loss,
            held_out.loss,
        )

    def _checkpoint(self) -> None:
        from cnncore.runs.state import weights_bytes  # torch

        self.folder.keep_checkpoint(self._step, weights_bytes(self.trainer.averaged))

    def save(self) -> None:
        """Keep all that is needed to go on."""
        from cnncore.runs.state import state_bytes  # torch

        self.folder.save_state(state_bytes(self.trainer.state()))

    def show(self, state: str, cause: str = "", detail: str = "") -> None:
        """Write the measured, the weights of this moment and the status."""
        from cnncore.runs.state import weights_bytes  # torch

        self.folder.add_metrics(self._rows)
        self._rows.clear()
        self.folder.set_weights(weights_bytes(self.trainer.averaged))
        self._shown = self._step
        self._tell_state(state, cause or self.cause, detail)

    def _tell_state(self, state: str, cause: str, detail: str) -> None:
        epoch = self._step / self._trainer.steps_per_epoch if self._trainer else 0.0
        numbers = (self._step, self.total, epoch, self.speed)
        with self.telling:
            self.folder.set_status(Status(state, *numbers, cause, detail, pid=os.getpid()))

    def leave(self, word: str) -> None:
        """Obey an order from beside, while a step or more may still go on: keep what was shown."""
        if self._shown and (live := self.folder.weights()):
            self.folder.keep_checkpoint(self._shown, live.read_bytes())
        status = self.folder.status()
        left = dataclasses.replace(status, state=OBEYED[word], cause=self.cause, detail="")
        self.folder.set_status(left)
        self.folder.withdraw_order()

    def end(self, state: str, cause: str, detail: str = "") -> None:
        """Say how the run has ended, on a full disk too, and obey nothing any more."""
        with self.telling, contextlib.suppress(OSError):  # the folder may be gone
            self.over = True
            self.folder.use_reserve()  # room for these last words
            with contextlib.suppress(OSError):
                if self.total:
                    self.show(state, cause, detail)
            self._tell_state(state, cause, detail)
            self.folder.withdraw_order()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
