"""What is known of a run, read from its files and checked: choices, place, measurements."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeGuard

import numpy as np

from cnncore.border.checked import is_a, read_json, read_record
from cnncore.training.settings import Settings, from_record

# waiting -> starting -> running -> done | stopped | paused | failed; lost is running without a life
ACTIVE = ("starting", "running")
MOVING = ("waiting", *ACTIVE)
RESUMABLE = ("paused", "lost")
OVER = ("done", "stopped", "failed")
STATES = (*MOVING, *RESUMABLE, *OVER)
_MOST_SECONDS = 1e11  # since 1970: what a calendar can still write


@dataclass(frozen=True)
class Chosen:
    """What a visitor chose, when that was submitted (seconds since 1970), and a note to it.

    `press` names the press of a button that submitted it, "" where none is known.
    """

    settings: Settings
    made: float
    note: str = ""
    press: str = ""


@dataclass(frozen=True)
class _Written:
    made: float = 0.0
    note: str = ""
    press: str = ""


def read_chosen(content: bytes) -> Chosen:
    """Read what was chosen from JSON; ValueError where it is none."""
    found = read_json(content)
    if not isinstance(found, dict) or "settings" not in found:
        raise ValueError("no settings")
    settings = from_record(found.pop("settings"))
    written = read_record(_Written, found)
    if not 0 <= written.made < _MOST_SECONDS:
        raise ValueError("a time that no calendar knows")
    return Chosen(settings, written.made, written.note, written.press)


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


def read_status(content: bytes) -> Status:
    """Read a status from JSON; ValueError where it is none.

    >>> read_status(b'{"state": "failed", "sentence": "The loss is nan at step 3: too large."}')
    Status(state='failed', step=0, total=0, epoch=0.0, speed=0.0, cause='diverged', \
detail='loss is nan at step 3', changed=0.0, pid=0)
    """
    record = read_json(content)
    if isinstance(record, dict) and isinstance(told := record.pop("sentence", ""), str) and told:
        if "loss is" in told:  # as runs were kept before causes had names
            told = told.removeprefix("The ").partition(":")[0]
            record["cause"] = "diverged"
        record["detail"] = told
    status = read_record(Status, record)
    numbers = (status.step, status.total, status.epoch, status.speed, status.changed, status.pid)
    if status.state not in STATES or min(numbers) < 0:
        raise ValueError("a state or a number that no run has")
    return status


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


def read_row(line: bytes) -> list[float] | None:
    """Read a line of metrics: four numbers of a step, six of an evaluation; None for any other.

    >>> read_row(b"[3, 0.1, 2.3, 0.003]"), read_row(b"[3, 0.1"), read_row(b"null")
    ([3, 0.1, 2.3, 0.003], None, None)
    """
    try:
        row = read_json(line)
    except ValueError:
        return None
    if not isinstance(row, list) or (kinds := _ROWS.get(len(row))) is None:
        return None
    if not all(fits(value) for fits, value in zip(kinds, row, strict=True)):
        return None
    return row


def _whole(value: object) -> bool:
    return isinstance(value, int) and is_a(int, value) and value >= 0


def _amount(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and is_a(float, value) and value >= 0


def _positive(value: object) -> bool:
    return _amount(value) and value > 0


def _share(value: object) -> bool:
    return _amount(value) and value <= 1


def _loss(value: object) -> bool:
    """Tell whether it may be a loss: one of weights grown too large is infinite or NaN."""
    return _amount(value) or (isinstance(value, float) and not value < 0)


# step, epoch, loss, rate; step, epoch, accuracy and loss on train and held-out digits
_ROWS: dict[int, tuple[Callable[[object], bool], ...]] = {
    4: (_whole, _positive, _amount, _amount),
    6: (_whole, _amount, _share, _share, _loss, _loss),
}


def read_history(lines: Iterable[bytes]) -> History:
    """Read a record a line; what is no record is left out."""
    rows = [row for line in lines if (row := read_row(line))]
    return History(*_columns(rows, 4), *_columns(rows, 6))


def _columns(rows: list[list[float]], width: int) -> list[np.ndarray]:
    table = np.array([row for row in rows if len(row) == width], dtype=float)
    return list(table.reshape(-1, width).T)
