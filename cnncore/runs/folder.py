"""A run is a folder: what was chosen, what was measured, and the weights on the way.

Nobody else knows these names:
settings.json    what was chosen, when, and the owner's mark
drawings.npz     the visitor's own digits, where they are learnt too
status.json      state, step, speed and, where something went wrong, why
metrics.jsonl    one line a record: losses by step, accuracies by evaluation
live.pt          the weights of a moment ago
checkpoints/     weights by step, kept for the time slider
state.pt         all that is needed to go on (state-before.pt: the one before it)
order, seen      what the page asks for; when it last looked
alive            a lock held by the worker as long as it lives
reserve          room on the disk for a run's last words
"""

import contextlib
import dataclasses
import hashlib
import json
import os
import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from cnncore.errors import InputError
from cnncore.locks import FileLock, held
from cnncore.runs.files import write_whole
from cnncore.runs.records import ACTIVE, History, Status, lines_until, read_history, read_status
from cnncore.training.settings import Settings, from_record

_SETTINGS, _DRAWINGS = "settings.json", "drawings.npz"
STATUS, _METRICS = "status.json", "metrics.jsonl"
_LIVE, _CHECKPOINTS, STATE, _STATE_BEFORE = "live.pt", "checkpoints", "state.pt", "state-before.pt"
_ORDER, _SEEN, _ALIVE, _RESERVE = "order", "seen", "alive", "reserve"
TO_BEGIN = (_SETTINGS, _DRAWINGS, STATE, _METRICS)  # what another machine needs, or to go on
SENT_HOME = re.compile(
    r"(status\.json|metrics\.jsonl|live\.pt|state\.pt|checkpoints/step-\d{7}\.pt)"
)

_STARTING_SECONDS = 20.0
_LAST_WORDS = 1 << 16  # bytes


class RunFolder:
    """One run's folder; reading never changes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.id = path.name

    def __fspath__(self) -> str:
        return str(self.path)

    def begin(
        self,
        settings: Settings,
        *,
        made: float | None = None,
        note: str = "",
        drawings: bytes | None = None,
    ) -> None:
        """Make the folder, and write what was chosen and the visitor's drawings."""
        self.path.mkdir(parents=True)
        if drawings is not None:
            settings = dataclasses.replace(settings, drawings=_DRAWINGS)
            self._at(_DRAWINGS).write_bytes(drawings)
        made = time.time() if made is None else made
        record = {"settings": dataclasses.asdict(settings), "made": made, "note": note}
        self._at(_SETTINGS).write_text(json.dumps(record, indent=1) + "\n")

    @property
    def record(self) -> dict:
        """What was written when the run was submitted; InputError if it is gone."""
        try:
            return json.loads(self._at(_SETTINGS).read_text())
        except (OSError, ValueError) as error:
            raise InputError(
                "a run that exists", f"{self.id}, deleted or damaged", "Choose another run."
            ) from error

    @property
    def settings(self) -> Settings:
        """The run's settings."""
        return from_record(self.record["settings"])

    @property
    def made(self) -> float:
        """When the run was submitted, in seconds since 1970."""
        return self.record["made"]

    @property
    def note(self) -> str:
        """What was noted when the run was submitted, "" for nothing."""
        return self.record.get("note", "")

    @property
    def drawings(self) -> Path | None:
        """The file of the visitor's own digits, None where the run learns without."""
        name = self.settings.drawings
        return self._at(name) if name else None

    @property
    def owner(self) -> str:
        """The mark of the visitor who submitted the run."""
        return self.path.parent.name

    def belongs_to(self, visitor: str) -> bool:
        """Tell whether this visitor submitted the run."""
        return self.owner == owner_mark(visitor)

    def status(self) -> Status:
        """Where the run is now; a worker that died shows as "lost"."""
        try:
            status = read_status(self._at(STATUS).read_text())
        except (OSError, ValueError, TypeError):
            return Status("failed", cause="unreadable")
        if status.state in ACTIVE and not held(self._at(_ALIVE)):
            young = time.time() - status.changed < _STARTING_SECONDS
            if not (status.state == "starting" and young):
                return dataclasses.replace(status, state="lost", cause="broke off", detail="")
        return status

    def set_status(self, status: Status) -> None:
        """Write the status in one step, so that no reader sees half of it."""
        stamped = dataclasses.replace(status, changed=time.time())
        write_whole(self._at(STATUS), json.dumps(dataclasses.asdict(stamped)).encode())

    def lock(self) -> FileLock:
        """Return the lock that its worker holds as long as it lives."""
        return FileLock(self._at(_ALIVE))

    def order(self, word: str) -> None:
        """Ask the worker to "stop" or "pause"."""
        self._at(_ORDER).write_text(word)

    def ordered(self) -> str:
        """Return what the worker is asked for, "" for nothing."""
        with contextlib.suppress(OSError):
            return self._at(_ORDER).read_text().strip()
        return ""

    def withdraw_order(self) -> None:
        """Ask for nothing any more."""
        self._at(_ORDER).unlink(missing_ok=True)

    def touch(self) -> None:
        """Note that somebody is watching."""
        self._at(_SEEN).touch()

    def unseen(self) -> float | None:
        """Return for how many seconds nobody has watched, None if nobody ever has."""
        with contextlib.suppress(OSError):
            return time.time() - self._at(_SEEN).stat().st_mtime
        return None

    def reserve(self) -> None:
        """Keep room on the disk for the last words of a run."""
        self._at(_RESERVE).write_bytes(bytes(_LAST_WORDS))

    def use_reserve(self) -> None:
        """Give the room kept for the last words free."""
        self._at(_RESERVE).unlink(missing_ok=True)

    def add_metrics(self, rows: Iterable[Sequence[float]]) -> None:
        """Write records behind those that are there."""
        lines = [json.dumps([round(value, 6) for value in row]) + "\n" for row in rows]
        with self._at(_METRICS).open("a") as file:
            file.writelines(lines)

    def trim_metrics(self, step: int) -> None:
        """Drop records after `step`, and a last line cut short."""
        if (path := self._at(_METRICS)).exists():
            lines = lines_until(path.read_text(errors="replace").splitlines(), step)
            write_whole(path, "".join(lines).encode())

    def history(self) -> History:
        """Read all metrics; a line cut short by a crash is left out."""
        try:
            lines = self._at(_METRICS).read_bytes().splitlines()
        except OSError:
            lines = []
        return read_history(lines)

    def measured(self) -> tuple[int, int]:
        """Return a stamp that changes with every new record, (0, 0) before the first."""
        with contextlib.suppress(OSError):
            about = self._at(_METRICS).stat()
            return about.st_mtime_ns, about.st_size
        return 0, 0

    def checkpoints(self) -> dict[int, Path]:
        """Return the kept weights by step, in order."""
        files = self._at(_CHECKPOINTS).glob("step-*.pt")
        return {int(file.stem.split("-")[1]): file for file in sorted(files)}

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

    def drop_working_files(self) -> None:
        """Keep only what is needed to show the run."""
        for name in (STATE, _STATE_BEFORE, _LIVE, _ALIVE, _SEEN):
            self._at(name).unlink(missing_ok=True)

    def _at(self, name: str) -> Path:
        return self.path / name


def owner_mark(visitor: str) -> str:
    """Return the folder name of a visitor's runs, from which the token cannot be found again."""
    return hashlib.sha256(f"runs of {visitor}".encode()).hexdigest()[:24]


def is_run(path: str) -> bool:
    """Tell whether a run lies at `path`."""
    return os.path.exists(f"{path}/{_SETTINGS}")


def status_stamp(path: str) -> tuple[int, int]:
    """Return a stamp of the run at `path` that changes whenever its status is written."""
    try:
        about = os.stat(f"{path}/{STATUS}")
        return about.st_ino, about.st_mtime_ns
    except OSError:
        return 0, 0
