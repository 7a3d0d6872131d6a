"""The engine of this machine: workers are processes beside the server.

All it knows is on disk, so runs survive a reload, a closed laptop and a new server.
"""

import contextlib
import dataclasses
import errno
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from cnncore.border.folders import require_writable, writing
from cnncore.errors import InputError
from cnncore.locks import FileLock
from cnncore.networks.limits import ledger_of, require_affordable
from cnncore.runs.engine import RunView, view_of
from cnncore.runs.folder import RunFolder, owner_mark
from cnncore.runs.host_hand import read_hand
from cnncore.runs.processes import Workers
from cnncore.runs.records import ACTIVE, MOVING, OVER, RESUMABLE, Status
from cnncore.runs.register import FOLDER, Register, remove, run_named, runs_folder, runs_owned
from cnncore.runs.waits import seconds_left
from cnncore.training.settings import Settings

MOST_WAITING = 12  # of one visitor
_NOW = 0.3  # seconds for which those who watch share one look at all runs


class LocalEngine:
    """Workers on this machine: at most cores - 1 at once, one a visitor, first come first."""

    def __init__(self, root: Path | None = None, slots: int | None = None) -> None:
        self.root = root or runs_folder()
        self.slots = slots or int(os.environ.get("CNN_SLOTS", max(1, (os.cpu_count() or 1) - 1)))
        self.workers = Workers()
        self.register = Register(self.root)
        self._tried = float("-inf")

    def submit(
        self,
        settings: Settings,
        visitor: str,
        drawings: bytes | None = None,
        note: str = "",
        press: str = "",
    ) -> str:
        """Queue a run and return its id; the same `press` again returns the same run.

        InputError if this visitor has too many waiting, or more than the host allows, if a step
        would need too much memory, and if the folder of runs cannot be written.
        """
        require_affordable(ledger_of(settings.network), settings.batch_size)
        require_writable(self.root, FOLDER)
        with self._writing(), self._locked():
            own = self.runs_of(visitor)
            if known := _pressed(own, press):
                return known
            moving = sum(run.status.state in MOVING for run in own)
            read_hand(self.root).require_allowed(settings, moving)
            if sum(run.status.state == "waiting" for run in own) >= MOST_WAITING:
                most = f"at most {MOST_WAITING} waiting runs"
                raise InputError(most, "one more", "Wait, or delete one of them.")
            with self._new(visitor) as folder:
                folder.begin(settings, note=note, press=press, drawings=drawings, state="waiting")
                folder.reserve()
                folder.touch()
        self.register.clean()
        self.start_waiting()
        return folder.id

    def adopt(self, settings: Settings, visitor: str, weights: bytes) -> str:
        """Take weights from elsewhere, checked already, as a finished run; return its id."""
        require_writable(self.root, FOLDER)
        with self._writing(), self._new(visitor) as folder:
            folder.begin(settings, note="imported", state="done")
            folder.set_weights(weights)
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
        view = view_of(folder)
        if view.status.state not in OVER:
            with contextlib.suppress(OSError):  # a folder that can only be read
                folder.touch()
        if view.status.state == "waiting" and time.monotonic() - self._tried > _NOW:
            self.start_waiting()
            view = dataclasses.replace(view, status=folder.status())
        return self._with_place(view) if view.status.state == "waiting" else view

    def stop(self, run: str, visitor: str) -> None:
        """End a run of this visitor; what has been learnt is kept."""
        self._end(self._own(run, visitor), "stop", "stopped")

    def pause(self, run: str, visitor: str) -> None:
        """Halt a run of this visitor, to be resumed bit for bit."""
        self._end(self._own(run, visitor), "pause", "paused")

    def resume(self, run: str, visitor: str) -> None:
        """Queue a paused or lost run again."""
        folder = self._own(run, visitor)
        with self._writing(), self._locked():
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
        with self._writing():
            remove(folder.path)
            if folder.path.exists():
                raise PermissionError(errno.EACCES, "not removed")

    def runs_of(self, visitor: str) -> list[RunView]:
        """Return this visitor's runs, the newest first."""
        views = []
        for folder in runs_owned(self.root, visitor):
            with contextlib.suppress(InputError):  # `unreadable` tells of it
                views.append(view_of(folder))
        return sorted(views, key=lambda view: -view.made)

    def unreadable(self, visitor: str) -> list[RunFolder]:
        """Return this visitor's runs whose record cannot be read; they are kept as they are."""
        return [folder for folder in runs_owned(self.root, visitor) if not folder.is_known]

    def start_waiting(self) -> None:
        """Start as many waiting runs as there is room for, in the order they came."""
        self._tried = time.monotonic()
        with contextlib.suppress(OSError):  # nothing starts where nothing can be written
            for folder in self._claim():
                self._start(folder)

    def take_next(self) -> RunFolder | None:
        """Give a waiting run to the worker that asks, which has torch loaded; start the others."""
        with contextlib.suppress(OSError):
            claimed = self._claim()
            for folder in claimed[1:]:
                self._start(folder)
            return claimed[0] if claimed else None
        return None

    def _claim(self) -> list[RunFolder]:
        """Mark as starting all waiting runs there is room for, one a visitor."""
        claimed: list[RunFolder] = []
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

    def moving(self) -> list[RunView]:
        """Return the runs of all visitors that train, then those that wait, in their order."""
        found = [*self.register.active(), *self.register.waiting()]
        return [self.watch(folder.id) for folder, _ in found if folder.is_readable]

    def cancel(self, run: str) -> None:
        """End anybody's run: the host's hand; what has been learnt is kept."""
        self._end(self.find(run), "stop", "stopped")

    def traffic(self) -> tuple[int, int]:
        """Count the runs that train now and those that wait, of all visitors."""
        return len(self.register.active(age=_NOW)), len(self.register.waiting(age=_NOW))

    def prepare(self) -> None:
        """Have a worker ready that has loaded torch already, so that a press starts at once."""
        self.workers.reap()
        with contextlib.suppress(OSError):  # no more processes: a press will say so
            self.workers.prepare()

    @contextlib.contextmanager
    def _new(self, visitor: str) -> Iterator[RunFolder]:
        """Give a place for a run of this visitor; what is not written whole is removed again."""
        folder = RunFolder(self.root / owner_mark(visitor) / secrets.token_urlsafe(9))
        try:
            yield folder
        except OSError:
            remove(folder.path)
            raise

    def _own(self, run: str, visitor: str) -> RunFolder:
        folder = self.find(run)
        if not folder.belongs_to(visitor):
            raise InputError("a run of your own", "somebody else's", "Start one yourself.")
        return folder

    def _end(self, folder: RunFolder, order: str, state: str) -> None:
        with self._writing(), self._locked():
            status = folder.status()
            if status.state in ACTIVE:
                folder.order(order)
            if status.state != "running" and status.state not in OVER:
                folder.set_status(dataclasses.replace(status, state=state))

    def _with_place(self, view: RunView) -> RunView:
        queue = [folder for folder, _ in self.register.waiting(age=_NOW)]
        place = next((i for i, folder in enumerate(queue) if folder.id == view.id), 0)
        active = self.register.active(age=_NOW)
        seconds = sum(seconds_left(folder, status) for folder, status in active)
        seconds += sum(seconds_left(folder, Status("waiting")) for folder in queue[:place])
        return dataclasses.replace(view, place=place + 1, wait=seconds / self.slots)

    def _start(self, folder: RunFolder) -> None:
        try:
            self._spawn(folder)
        except OSError as error:  # no more processes, or no memory for one
            status = dataclasses.replace(folder.status(), state="lost")
            folder.set_status(
                dataclasses.replace(status, cause="no process", detail=error.strerror or "")
            )

    def _spawn(self, folder: RunFolder) -> None:
        self.workers.start(folder)

    def _locked(self) -> FileLock:
        return FileLock(self.root / ".lock")

    def _writing(self) -> contextlib.AbstractContextManager[None]:
        return writing(self.root, FOLDER)


def _pressed(runs: list[RunView], press: str) -> str | None:
    """Return the run that this press has submitted already."""
    return next((run.id for run in runs if press and run.folder.chosen.press == press), None)
