"""What a run's folder holds of what was learnt: metrics, weights by step, the state to go on from.

metrics.jsonl    one line a record: losses by step, accuracies by evaluation
live.pt          the weights of a moment ago
checkpoints/     weights by step, kept for the time slider
state.pt         all that is needed to go on (state-before.pt: the one before it)
"""

import contextlib
import json
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from cnncore.errors import InputError
from cnncore.runs.files import read_some, set_aside, write_whole
from cnncore.runs.records import History, read_history, read_row

METRICS, STATE = "metrics.jsonl", "state.pt"
_LIVE, _CHECKPOINTS, _STATE_BEFORE = "live.pt", "checkpoints", "state-before.pt"
_CHECKPOINT = re.compile(r"step-(\d{7})\.pt")
_MOST_METRICS = 4_000_000  # bytes; the longest run writes a twentieth


def is_learnt(name: str) -> bool:
    """Tell whether a file of a run's folder, by its name within, holds what training made.

    >>> [is_learnt(name) for name in ("checkpoints/step-0000004.pt", "state.pt", "settings.json")]
    [True, True, False]
    """
    folder, _, file = name.rpartition("/")
    if folder:
        return folder == _CHECKPOINTS and _CHECKPOINT.fullmatch(file) is not None
    return name in (METRICS, _LIVE, STATE)


class Learnt:
    """The part of a run's folder that training fills."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.id = path.name

    def _at(self, name: str) -> Path:
        return self.path / name

    def add_metrics(self, rows: Iterable[Sequence[float]]) -> None:
        """Write records behind those that are there."""
        lines = [json.dumps([round(value, 6) for value in row]) + "\n" for row in rows]
        with self._at(METRICS).open("a") as file:
            file.writelines(lines)

    def trim_metrics(self, step: int) -> None:
        """Drop records after `step`; where a line is none, the whole file is set aside before."""
        lines = self._lines()
        rows = [read_row(line) for line in lines]
        kept = [line for line, row in zip(lines, rows, strict=True) if row and row[0] <= step]
        if None in rows:
            set_aside(self._at(METRICS))
        if len(kept) < len(lines):
            write_whole(self._at(METRICS), b"".join(line + b"\n" for line in kept))

    def history(self) -> History:
        """Read all metrics; a line cut short by a crash is left out."""
        return read_history(self._lines())

    def _lines(self) -> list[bytes]:
        with contextlib.suppress(OSError):
            return read_some(self._at(METRICS), _MOST_METRICS).splitlines()
        return []

    def measured(self) -> tuple[int, int]:
        """Return a stamp that changes with every new record, (0, 0) before the first."""
        with contextlib.suppress(OSError):
            about = self._at(METRICS).stat()
            return about.st_mtime_ns, about.st_size
        return 0, 0

    def checkpoints(self) -> dict[int, Path]:
        """Return the kept weights by step, in order; what is named otherwise is none."""
        files = sorted(self._at(_CHECKPOINTS).glob("step-*.pt"))
        found = ((_CHECKPOINT.fullmatch(file.name), file) for file in files)
        return {int(name[1]): file for name, file in found if name}

    def checkpoint(self, step: int) -> Path:
        """Return the weights kept at a step; InputError where they are gone."""
        if file := self.checkpoints().get(step):
            return file
        raise InputError("a checkpoint that is kept", f"step {step:,}", "Choose another moment.")

    def keep_checkpoint(self, step: int, weights: bytes) -> None:
        """Keep the weights of a step."""
        self._at(_CHECKPOINTS).mkdir(exist_ok=True)
        write_whole(self._at(_CHECKPOINTS) / f"step-{step:07d}.pt", weights)

    def drop_checkpoints(self, after: int) -> None:
        """Drop the weights kept after a step."""
        for step, file in self.checkpoints().items():
            if step > after:
                file.unlink()

    def weights(self) -> Path | None:
        """Return the newest weights, None before there are any."""
        if (live := self._at(_LIVE)).exists():
            return live
        return next(reversed(self.checkpoints().values()), None)

    def set_weights(self, weights: bytes) -> None:
        """Write the weights of this moment."""
        write_whole(self._at(_LIVE), weights)

    def states(self) -> list[Path]:
        """Return the files of all that is needed to go on, the newest first."""
        files = (self._at(STATE), self._at(_STATE_BEFORE))
        return [file for file in files if file.exists()]

    def save_state(self, content: bytes) -> None:
        """Write all that is needed to go on, and keep the one before it."""
        if (newest := self._at(STATE)).exists():
            os.replace(newest, self._at(_STATE_BEFORE))
        write_whole(newest, content)

    def drop_moments(self) -> None:
        """Drop what only a run that goes on needs."""
        for name in (STATE, _STATE_BEFORE, _LIVE):
            self._at(name).unlink(missing_ok=True)
