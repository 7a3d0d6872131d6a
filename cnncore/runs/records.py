"""What is known of a run: where it is, and what it has measured."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

# waiting -> starting -> running -> done | stopped | paused | failed; lost is running without a life
ACTIVE = ("starting", "running")
MOVING = ("waiting", *ACTIVE)
RESUMABLE = ("paused", "lost")
OVER = ("done", "stopped", "failed")


@dataclass(frozen=True)
class Status:
    """Where a run is; `speed` in images per second.

    `cause` says in a word why it is there, `detail` what belongs to it: `words.sentence` makes
    them a sentence.
    """

    state: str
    step: int = 0
    total: int = 0
    epoch: float = 0.0
    speed: float = 0.0
    cause: str = ""
    detail: str = ""
    changed: float = 0.0
    pid: int = 0


def read_status(text: str) -> Status:
    """Read a status from JSON; ValueError or TypeError where it is none.

    >>> read_status('{"state": "failed", "sentence": "The loss is nan at step 3: too large."}')
    Status(state='failed', step=0, total=0, epoch=0.0, speed=0.0, cause='diverged', \
detail='loss is nan at step 3', changed=0.0, pid=0)
    """
    record = json.loads(text)
    if told := record.pop("sentence", ""):  # as runs were kept before causes had names
        if "loss is" in told:
            told = told.removeprefix("The ").partition(":")[0]
            record["cause"] = "diverged"
        record["detail"] = told
    return Status(**record)


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


def read_history(lines: Iterable[bytes]) -> History:
    """Read a record a line, four numbers of a step or six of an evaluation, cut ones left out."""
    steps, evaluations = [], []
    for line in lines:
        try:
            row = json.loads(line)
            (steps if len(row) == 4 else evaluations).append(row)
        except ValueError:
            continue
    return History(*_columns(steps, 4), *_columns(evaluations, 6))


def _columns(rows: list, width: int) -> list[np.ndarray]:
    table = np.array(rows, dtype=float).reshape(-1, width)
    return list(table.T)


def lines_until(lines: Iterable[str], step: int) -> list[str]:
    """Return the records up to a step, each with its line's end; one cut short is left out."""
    kept = []
    for line in lines:
        try:
            if json.loads(line)[0] <= step:
                kept.append(line + "\n")
        except (ValueError, IndexError, TypeError):
            continue
    return kept
