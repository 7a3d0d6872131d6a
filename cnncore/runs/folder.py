"""A run is a folder: what was chosen, what was measured, and the weights on the way.

settings.json    what was chosen, when, and the owner's mark
status.json      state, step, speed and, where something went wrong, a sentence
metrics.jsonl    one line a record: losses by step, accuracies by evaluation
live.pt          the weights of a moment ago
checkpoints/     weights by step, kept for the time slider
state.pt         all that is needed to go on (state-before.pt: the one before it)
order, seen      what the page asks for; when it last looked
alive            a lock held by the worker as long as it lives
"""

import dataclasses
import hashlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cnncore.assets import PROJECT
from cnncore.errors import InputError
from cnncore.locks import held
from cnncore.training.settings import Settings, from_record

# waiting -> starting -> running -> done | stopped | paused | failed; lost is running without a life
ACTIVE = ("starting", "running")
RESUMABLE = ("paused", "lost")
OVER = ("done", "stopped", "failed")
_STARTING_SECONDS = 20.0


@dataclass(frozen=True)
class Status:
    """Where a run is; `speed` in images per second, `sentence` says what went wrong."""

    state: str
    step: int = 0
    total: int = 0
    epoch: float = 0.0
    speed: float = 0.0
    sentence: str = ""
    changed: float = 0.0
    pid: int = 0


@dataclass(frozen=True)
class History:
    """What a run has measured so far: equal-length arrays by record, and by evaluation."""

    step: np.ndarray
    epoch: np.ndarray
    loss: np.ndarray
    rate: np.ndarray
    eval_step: np.ndarray
    eval_epoch: np.ndarray
    train_accuracy: np.ndarray
    held_out_accuracy: np.ndarray
    train_loss: np.ndarray
    held_out_loss: np.ndarray


class RunFolder:
    """One run's folder; reading never changes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.id = path.name

    def __fspath__(self) -> str:
        return str(self.path)

    @property
    def record(self) -> dict:
        """What was written when the run was submitted; InputError if it is gone."""
        try:
            return json.loads((self.path / "settings.json").read_text())
        except (OSError, ValueError) as error:
            raise InputError(
                "a run that exists", f"{self.id}, deleted or damaged", "Choose another run."
            ) from error

    @property
    def settings(self) -> Settings:
        """The run's settings."""
        return from_record(self.record["settings"])

    def belongs_to(self, visitor: str) -> bool:
        """Tell whether this visitor submitted the run."""
        return self.path.parent.name == owner_mark(visitor)

    def status(self) -> Status:
        """Where the run is now; a worker that died shows as "lost"."""
        try:
            status = Status(**json.loads((self.path / "status.json").read_text()))
        except (OSError, ValueError, TypeError):
            return Status("failed", sentence="The record of this run cannot be read.")
        if status.state in ACTIVE and not held(self.path / "alive"):
            young = time.time() - status.changed < _STARTING_SECONDS
            if not (status.state == "starting" and young):
                words = f"Stopped unexpectedly at step {status.step:,}."
                return dataclasses.replace(status, state="lost", sentence=words)
        return status

    def set_status(self, status: Status) -> None:
        """Write the status in one step, so that no reader sees half of it."""
        stamped = dataclasses.replace(status, changed=time.time())
        write_whole(self.path / "status.json", json.dumps(dataclasses.asdict(stamped)).encode())

    def order(self, word: str) -> None:
        """Ask the worker to "stop" or "pause"."""
        (self.path / "order").write_text(word)

    def touch(self) -> None:
        """Note that somebody is watching."""
        (self.path / "seen").touch()

    def history(self) -> History:
        """Read all metrics; a line cut short by a crash is left out."""
        try:
            lines = (self.path / "metrics.jsonl").read_bytes().splitlines()
        except OSError:
            lines = []
        steps, evaluations = [], []
        for line in lines:
            try:
                row = json.loads(line)
                (steps if len(row) == 4 else evaluations).append(row)
            except ValueError:
                continue
        return History(*_columns(steps, 4), *_columns(evaluations, 6))

    def checkpoints(self) -> dict[int, Path]:
        """Return the kept weights by step, in order."""
        files = (self.path / "checkpoints").glob("step-*.pt")
        return {int(file.stem.split("-")[1]): file for file in sorted(files)}

    def weights(self) -> Path | None:
        """Return the newest weights, None before there are any."""
        live = self.path / "live.pt"
        if live.exists():
            return live
        return next(reversed(self.checkpoints().values()), None)


def _columns(rows: list, width: int) -> list[np.ndarray]:
    table = np.array(rows, dtype=float).reshape(-1, width)
    return list(table.T)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file aside and move it into place: a reader sees the old or the new, never half."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def runs_folder() -> Path:
    """Return where runs are kept: $CNN_RUNS, or `runs` beside the app."""
    return Path(os.environ.get("CNN_RUNS", PROJECT / "runs"))


def owner_mark(visitor: str) -> str:
    """Return the folder name of a visitor's runs, from which the token cannot be found again."""
    return hashlib.sha256(f"runs of {visitor}".encode()).hexdigest()[:24]
