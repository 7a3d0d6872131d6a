"""Train outside the server: submit a run, watch it, stop it.

`Engine` is the small interface a page knows; `LocalEngine` runs workers on this machine.
All it knows is on disk, so runs survive a reload, a closed laptop and a new server.
"""

import dataclasses
import json
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cnncore.errors import InputError
from cnncore.locks import FileLock
from cnncore.runs.folder import ACTIVE, OVER, RESUMABLE, RunFolder, Status, owner_mark, runs_folder
from cnncore.runs.processes import Workers
from cnncore.runs.register import Register, remove
from cnncore.training.settings import Settings

TYPICAL_SPEED = 4_000.0  # images per second, until this machine has measured its own
MOST_WAITING = 12  # of one visitor
_NOW = 0.3  # seconds for which those who watch share one look at all runs


@dataclass(frozen=True)
class View:
    """A run as its page sees it: `place` 1 is next in the queue, 0 is not waiting."""

    id: str
    settings: Settings
    status: Status
    folder: RunFolder
    place: int = 0
    wait: float = 0.0  # seconds until it starts, estimated

    @property
    def seconds_left(self) -> float:
        """Estimate how long it still trains."""
        steps = self.status.total - self.status.step
        return steps * self.settings.batch_size / (self.status.speed or TYPICAL_SPEED)


class Engine(Protocol):
    """What every engine does; a cluster's would be a second implementation."""

    def submit(self, settings: Settings, visitor: str) -> str:
        """Queue a run and return its id."""

    def watch(self, run: str) -> View:
        """Return where a run is, and note that somebody is watching."""

    def stop(self, run: str, visitor: str) -> None:
        """End a run, keeping what it has learnt."""


class LocalEngine:
    """Workers on this machine: at most cores - 1 at once, one a visitor, first come first."""

    def __init__(self, root: Path | None = None, slots: int | None = None) -> None:
        self.root = root or runs_folder()
        self.root.mkdir(parents=True, exist_ok=True)
        self.slots = slots or int(os.environ.get("CNN_SLOTS", max(1, (os.cpu_count() or 1) - 1)))
        self.workers = Workers()
        self.register = Register(self.root)
        self._tried = float("-inf")

    def submit(
        self, settings: Settings, visitor: str, drawings: bytes | None = None, note: str = ""
    ) -> str:
        """Queue a run; InputError if this visitor has too many waiting."""
        waiting = [run for run in self.runs_of(visitor) if run.status.state == "waiting"]
        if len(waiting) >= MOST_WAITING:
            raise InputError(
                f"at most {MOST_WAITING} waiting runs", "one more", "Wait, or delete one of them."
            )
        folder = RunFolder(self.root / owner_mark(visitor) / secrets.token_urlsafe(9))
        folder.path.mkdir(parents=True)
        if drawings is not None:
            settings = dataclasses.replace(settings, drawings="drawings.npz")
            (folder.path / "drawings.npz").write_bytes(drawings)
        record = {"settings": dataclasses.asdict(settings), "made": time.time(), "note": note}
        (folder.path / "settings.json").write_text(json.dumps(record, indent=1))
        (folder.path / "reserve").write_bytes(bytes(1 << 16))
        folder.touch()
        folder.set_status(Status("waiting"))
        self.register.clean()
        self.start_waiting()
        return folder.id

    def adopt(self, settings: Settings, visitor: str, weights: bytes) -> str:
        """Take weights from elsewhere, checked already, as a finished run; return its id."""
        folder = RunFolder(self.root / owner_mark(visitor) / secrets.token_urlsafe(9))
        folder.path.mkdir(parents=True)
        (folder.path / "live.pt").write_bytes(weights)
        record = {"settings": dataclasses.asdict(settings), "made": time.time(), "note": "imported"}
        (folder.path / "settings.json").write_text(json.dumps(record, indent=1))
        folder.set_status(Status("done"))
        return folder.id

    def find(self, run: str) -> RunFolder:
        """Return the folder of a run by its id; InputError if there is none."""
        if run and set(run) <= _ID_LETTERS and len(run) == 12:
            for folder in self.root.glob(f"*/{run}/settings.json"):
                return RunFolder(folder.parent)
        raise InputError("a run that exists", repr(run[:40]), "It may have been deleted.")

    def watch(self, run: str) -> View:
        """Return where a run is; InputError if it is gone."""
        folder = self.find(run)
        self.workers.reap()
        status = folder.status()
        if status.state not in OVER:
            folder.touch()
        if status.state == "waiting" and time.monotonic() - self._tried > _NOW:
            self.start_waiting()
            status = folder.status()
        view = View(folder.id, folder.settings, status, folder)
        return self._with_place(view) if status.state == "waiting" else view

    def stop(self, run: str, visitor: str) -> None:
        """End a run of this visitor; what has been learnt is kept."""
        self._end(self._own(run, visitor), "stop", "stopped")

    def pause(self, run: str, visitor: str) -> None:
        """Halt a run of this visitor, to be resumed bit for bit."""
        self._end(self._own(run, visitor), "pause", "paused")

    def resume(self, run: str, visitor: str) -> None:
        """Queue a paused or lost run again."""
        folder = self._own(run, visitor)
        with self._locked():
            status = folder.status()
            if status.state in RESUMABLE:
                (folder.path / "order").unlink(missing_ok=True)
                (folder.path / "reserve").write_bytes(bytes(1 << 16))
                folder.touch()
                folder.set_status(dataclasses.replace(status, state="waiting", sentence=""))
        self.start_waiting()

    def delete(self, run: str, visitor: str) -> None:
        """Stop a run of this visitor and remove all that it wrote."""
        folder = self._own(run, visitor)
        self._end(folder, "stop", "stopped")
        remove(folder.path)

    def runs_of(self, visitor: str) -> list[View]:
        """Return this visitor's runs, the newest first."""
        views = []
        for path in (self.root / owner_mark(visitor)).glob("*/settings.json"):
            folder = RunFolder(path.parent)
            try:
                made = folder.record["made"]
                views.append((made, View(folder.id, folder.settings, folder.status(), folder)))
            except (InputError, KeyError):
                continue
        return [view for _, view in sorted(views, key=lambda pair: -pair[0])]

    def start_waiting(self) -> None:
        """Start as many waiting runs as there is room for, in the order they came."""
        self._tried = time.monotonic()
        for folder in self._claim():
            self._spawn(folder)

    def take_next(self) -> RunFolder | None:
        """Give a waiting run to the worker that asks, which has torch loaded; start the others."""
        claimed = self._claim()
        for folder in claimed[1:]:
            self._spawn(folder)
        return claimed[0] if claimed else None

    def _claim(self) -> list[RunFolder]:
        """Mark as starting all waiting runs there is room for, one a visitor."""
        claimed = []
        with self._locked():
            running = self.register.active()
            busy = {folder.path.parent.name for folder, _ in running}
            for folder, status in self.register.waiting():
                if len(running) + len(claimed) >= self.slots:
                    break
                if folder.path.parent.name not in busy:
                    folder.set_status(dataclasses.replace(status, state="starting"))
                    busy.add(folder.path.parent.name)
                    claimed.append(folder)
        return claimed

    def traffic(self) -> tuple[int, int]:
        """Count the runs that train now and those that wait, of all visitors."""
        return len(self.register.active(age=_NOW)), len(self.register.waiting(age=_NOW))

    def prepare(self) -> None:
        """Have a worker ready that has loaded torch already, so that a press starts at once."""
        self.workers.reap()
        self.workers.prepare()

    def _own(self, run: str, visitor: str) -> RunFolder:
        folder = self.find(run)
        if not folder.belongs_to(visitor):
            raise InputError("a run of your own", "somebody else's", "Start one yourself.")
        return folder

    def _end(self, folder: RunFolder, order: str, state: str) -> None:
        with self._locked():
            status = folder.status()
            if status.state in ACTIVE:
                folder.order(order)
            elif status.state not in OVER:
                folder.set_status(dataclasses.replace(status, state=state))

    def _with_place(self, view: View) -> View:
        queue = [folder for folder, _ in self.register.waiting(age=_NOW)]
        place = next((i for i, folder in enumerate(queue) if folder.id == view.id), 0)
        seconds = sum(
            View(folder.id, folder.settings, status, folder).seconds_left or _whole(folder)
            for folder, status in self.register.active(age=_NOW)
        )
        seconds += sum(_whole(folder) for folder in queue[:place])
        return dataclasses.replace(view, place=place + 1, wait=seconds / self.slots)

    def _spawn(self, folder: RunFolder) -> None:
        self.workers.start(folder)

    def _locked(self) -> FileLock:
        return FileLock(self.root / ".lock")


_ID_LETTERS = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def _whole(folder: RunFolder) -> float:
    settings = folder.settings
    size = 60_000 if settings.data == "full" else 8_500
    return settings.epochs * size / TYPICAL_SPEED
