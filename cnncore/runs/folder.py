"""A run is a folder: what was chosen, what was measured, and the weights on the way.

Nobody but this module and `learnt` knows these names:
settings.json    what was chosen, when, and the owner's mark
drawings.npz     the visitor's own digits, where they are learnt too
status.json      state, step, speed and, where something went wrong, why
metrics.jsonl, live.pt, checkpoints/, state.pt: see `learnt`
order, seen      what the page asks for; when it last looked
alive            a lock held by the worker as long as it lives
reserve          room on the disk for a run's last words
trouble.txt      what Python said where something unforeseen went wrong, for the host
unreadable/      files that could not be read, set aside
"""

import contextlib
import dataclasses
import hashlib
import json
import os
import time
from pathlib import Path

from cnncore.border.checked import MOST_BYTES
from cnncore.errors import InputError
from cnncore.locks import FileLock, held
from cnncore.runs.files import read_some, set_aside, write_whole
from cnncore.runs.learnt import METRICS, STATE, Learnt
from cnncore.runs.records import ACTIVE, Chosen, Status, read_chosen, read_status
from cnncore.training.settings import Settings

_SETTINGS, _DRAWINGS = "settings.json", "drawings.npz"
STATUS = "status.json"
_ORDER, _SEEN, _ALIVE, _RESERVE = "order", "seen", "alive", "reserve"
_TROUBLE = "trouble.txt"
TO_BEGIN = (_SETTINGS, _DRAWINGS, STATE, METRICS)  # what another machine needs, or to go on

_STARTING_SECONDS = 20.0
_LAST_WORDS = 1 << 16  # bytes


class RunFolder(Learnt):
    """One run's folder; reading never changes it."""

    def __fspath__(self) -> str:
        return str(self.path)

    def begin(
        self,
        settings: Settings,
        *,
        made: float | None = None,
        note: str = "",
        press: str = "",
        drawings: bytes | None = None,
        state: str = "",
    ) -> None:
        """Make the folder, and write the visitor's drawings, a first state, and what was chosen.

        That comes last: with it the folder is a run, and a whole one.
        """
        self.path.mkdir(parents=True)
        if drawings is not None:
            settings = dataclasses.replace(settings, drawings=_DRAWINGS)
            self._at(_DRAWINGS).write_bytes(drawings)
        if state:
            self.set_status(Status(state))
        made = time.time() if made is None else made
        record = {"settings": dataclasses.asdict(settings), "made": made, "note": note}
        record |= {"press": press} if press else {}
        write_whole(self._at(_SETTINGS), f"{json.dumps(record, indent=1)}\n".encode())

    @property
    def chosen(self) -> Chosen:
        """What was written when the run was submitted; InputError if it is gone or damaged."""
        try:
            return read_chosen(read_some(self._at(_SETTINGS), MOST_BYTES))
        except (OSError, ValueError) as error:
            raise InputError(
                "a run that exists", f"{self.id}, deleted or damaged", "Choose another run."
            ) from error

    @property
    def settings(self) -> Settings:
        """The run's settings."""
        return self.chosen.settings

    @property
    def made(self) -> float:
        """When the run was submitted, in seconds since 1970."""
        return self.chosen.made

    @property
    def note(self) -> str:
        """What was noted when the run was submitted, "" for nothing."""
        return self.chosen.note

    @property
    def is_known(self) -> bool:
        """Whether it can be read what was chosen."""
        with contextlib.suppress(InputError):
            return bool(self.chosen)
        return False

    @property
    def is_readable(self) -> bool:
        """Whether what was chosen and where it is can both be read."""
        with contextlib.suppress(OSError, ValueError):
            return self.is_known and bool(self._status())
        return False

    @property
    def drawings(self) -> Path | None:
        """The file of the visitor's own digits, None where the run learns without."""
        return self._at(_DRAWINGS) if self.settings.drawings else None

    @property
    def owner(self) -> str:
        """The mark of the visitor who submitted the run."""
        return self.path.parent.name

    def belongs_to(self, visitor: str) -> bool:
        """Tell whether this visitor submitted the run."""
        return self.owner == owner_mark(visitor)

    def status(self) -> Status:
        """Where the run is now; a worker that died shows as "lost", a broken record as what lives.

        A run whose record cannot be read is "running" or "lost", never over: nobody may delete it
        as old, and its owner can resume it.
        """
        try:
            status = self._status()
        except (OSError, ValueError):
            status = Status("running", cause="unreadable", changed=self._written())
        if status.state in ACTIVE and not self._is_alive():
            young = abs(time.time() - status.changed) < _STARTING_SECONDS
            if not (status.state == "starting" and young):
                cause = status.cause if status.cause == "unreadable" else "broke off"
                return dataclasses.replace(status, state="lost", cause=cause, detail="")
        return status

    def _status(self) -> Status:
        return read_status(read_some(self._at(STATUS), MOST_BYTES))

    def _written(self) -> float:
        with contextlib.suppress(OSError):
            return max(0.0, self._at(STATUS).stat().st_mtime)
        return 0.0

    def _is_alive(self) -> bool:
        with contextlib.suppress(OSError):
            return held(self._at(_ALIVE))
        return False

    def set_status(self, status: Status) -> None:
        """Write the status in one step, so that no reader sees half of it."""
        try:
            self._status()
        except FileNotFoundError:
            pass
        except (OSError, ValueError):
            set_aside(self._at(STATUS))
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
        with contextlib.suppress(OSError, UnicodeDecodeError):
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

    def note_trouble(self, text: str) -> None:
        """Write down for the host what went wrong."""
        self._at(_TROUBLE).write_text(text)

    def drop_working_files(self) -> None:
        """Keep only what is needed to show the run."""
        self.drop_moments()
        for name in (_ALIVE, _SEEN):
            self._at(name).unlink(missing_ok=True)


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
