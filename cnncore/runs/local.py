"""The engine of this machine: workers are processes beside the server.

All it knows is on disk, so runs survive a reload, a closed laptop and a new server.
"""

import dataclasses
import os
import secrets
import time
from pathlib import Path

from cnncore.errors import InputError
from cnncore.locks import FileLock
from cnncore.runs.engine import TYPICAL_SPEED, RunView
from cnncore.runs.folder import RunFolder, owner_mark
from cnncore.runs.processes import Workers
from cnncore.runs.records import ACTIVE, OVER, RESUMABLE, Status
from cnncore.runs.register import Register, remove, run_named, runs_folder, runs_owned
from cnncore.training.settings import Settings

MOST_WAITING = 12  # of one visitor
_NOW = 0.3  # seconds for which those who watch share one look at all runs


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
        folder = self._new(visitor)
        folder.begin(settings, note=note, drawings=drawings)
        folder.reserve()
        folder.touch()
        folder.set_status(Status("waiting"))
        self.register.clean()
        self.start_waiting()
        return folder.id

    def adopt(self, settings: Settings, visitor: str, weights: bytes) -> str:
        """Take weights from elsewhere, checked already, as a finished run; return its id."""
        folder = self._new(visitor)
        folder.begin(settings, note="imported")
        folder.set_weights(weights)
        folder.set_status(Status("done"))
        return folder.id

    def find(self, run: str) -> RunFolder:
        """Return the folder of a run by its id; InputError if there is none."""
        if folder := run_named(self.root, run):
            return folder
        raise InputError("a run that exists", repr(run[:40]), "It may have been deleted.")

    def watch(self, run: str) -> RunView:
        """Return where a run is; InputError if it is gone."""
        folder = self.find(run)
        self.workers.reap()
        status = folder.status()
        if status.state not in OVER:
            folder.touch()
        if status.state == "waiting" and time.monotonic() - self._tried > _NOW:
            self.start_waiting()
            status = folder.status()
        view = RunView(folder.id, folder.settings, status, folder)
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
                folder.withdraw_order()
                folder.reserve()
                folder.touch()
                folder.set_status(dataclasses.replace(status, state="waiting", cause="", detail=""))
        self.start_waiting()

    def delete(self, run: str, visitor: str) -> None:
        """Stop a run of this visitor and remove all that it wrote."""
        folder = self._own(run, visitor)
        self._end(folder, "stop", "stopped")
        remove(folder.path)

    def runs_of(self, visitor: str) -> list[RunView]:
        """Return this visitor's runs, the newest first."""
        views = []
        for folder in runs_owned(self.root, visitor):
            try:
                view = RunView(folder.id, folder.settings, folder.status(), folder)
                views.append((folder.made, view))
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
            busy = {folder.owner for folder, _ in running}
            for folder, status in self.register.waiting():
                if len(running) + len(claimed) >= self.slots:
                    break
                if folder.owner not in busy:
                    folder.set_status(dataclasses.replace(status, state="starting"))
                    busy.add(folder.owner)
                    claimed.append(folder)
        return claimed

    def traffic(self) -> tuple[int, int]:
        """Count the runs that train now and those that wait, of all visitors."""
        return len(self.register.active(age=_NOW)), len(self.register.waiting(age=_NOW))

    def prepare(self) -> None:
        """Have a worker ready that has loaded torch already, so that a press starts at once."""
        self.workers.reap()
        self.workers.prepare()

    def _new(self, visitor: str) -> RunFolder:
        return RunFolder(self.root / owner_mark(visitor) / secrets.token_urlsafe(9))

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

    def _with_place(self, view: RunView) -> RunView:
        queue = [folder for folder, _ in self.register.waiting(age=_NOW)]
        place = next((i for i, folder in enumerate(queue) if folder.id == view.id), 0)
        seconds = sum(
            RunView(folder.id, folder.settings, status, folder).seconds_left or _whole(folder)
            for folder, status in self.register.active(age=_NOW)
        )
        seconds += sum(_whole(folder) for folder in queue[:place])
        return dataclasses.replace(view, place=place + 1, wait=seconds / self.slots)

    def _spawn(self, folder: RunFolder) -> None:
        self.workers.start(folder)

    def _locked(self) -> FileLock:
        return FileLock(self.root / ".lock")


def _whole(folder: RunFolder) -> float:
    settings = folder.settings
    size = 60_000 if settings.data == "full" else 8_500
    return settings.epochs * size / TYPICAL_SPEED
