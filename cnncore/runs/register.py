"""All runs in a folder and where each is: what the queue, the host and the cleaning look at.

A room leaves hundreds of runs behind and looks many times a second, so a status is read again
only where its file has changed, and those who merely look share one round.
"""

import os
import shutil
import string
import time
from pathlib import Path
from typing import NamedTuple

from cnncore.assets import PROJECT
from cnncore.runs.folder import RunFolder, is_run, owner_mark, status_stamp
from cnncore.runs.host_hand import Hand, read_hand
from cnncore.runs.records import ACTIVE, MOVING, Status

FOLDER = "CNN_RUNS"  # the variable that moves it
MOST_DAYS = 14.0
MOST_MEGABYTES = 400.0
_FINAL = ("done", "stopped", "failed", "paused", "waiting")  # until the file is written again
_ID_LETTERS = set(f"{string.ascii_letters}{string.digits}-_")


class Found(NamedTuple):
    """A run that lies in the folder, and where it is."""

    folder: RunFolder
    status: Status


class Register:
    """The runs below `root`, each in `root/owner/run`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, tuple[tuple[int, int], Found]] = {}
        self._seen = float("-inf")

    def runs(self, *, age: float = 0.0) -> list[Found]:
        """Return every run with its status, from a round at most `age` seconds ago."""
        if time.monotonic() - self._seen > age:
            began = time.monotonic()
            self._known = {path: self._look(path) for path in _run_paths(self.root)}
            self._seen = began
        return [found for _, found in self._known.values()]

    def waiting(self, *, age: float = 0.0) -> list[Found]:
        """Return the runs that wait, in the order they came, behind those a host puts first."""
        waiting = [found for found in self.runs(age=age) if found.status.state == "waiting"]
        hand = read_hand(self.root) if waiting else Hand()
        return sorted(waiting, key=lambda one: (hand.rank(one.folder.id), one.status.changed))

    def active(self, *, age: float = 0.0) -> list[Found]:
        """Return the runs that train."""
        return [found for found in self.runs(age=age) if found.status.state in ACTIVE]

    def clean(self) -> None:
        """Delete the oldest finished runs beyond $CNN_RUNS_DAYS and $CNN_RUNS_MB.

        A run that cannot be read is nobody's to delete, and takes no room from the others.
        """
        days = float(os.environ.get("CNN_RUNS_DAYS", MOST_DAYS))
        most = float(os.environ.get("CNN_RUNS_MB", MOST_MEGABYTES)) * 1e6
        runs = [found for found in self.runs() if found.folder.is_readable]
        sizes = {folder.id: _size(folder.path) for folder, _ in runs}
        total = sum(sizes.values())
        for folder, status in sorted(runs, key=lambda found: found.status.changed):
            if status.state in MOVING:
                continue
            if time.time() - status.changed > days * 86_400 or total > most:
                total -= sizes[folder.id]
                remove(folder.path)

    def _look(self, path: str) -> tuple[tuple[int, int], Found]:
        stamp = status_stamp(path)
        known = self._known.get(path)
        if known and known[0] == stamp and known[1].status.state in _FINAL:
            return known
        folder = RunFolder(Path(path))
        return stamp, Found(folder, folder.status())


def runs_folder() -> Path:
    """Return where runs are kept: $CNN_RUNS, or `runs` beside the app."""
    return Path(os.environ.get(FOLDER, PROJECT / "runs"))


def runs_below(root: Path) -> list[RunFolder]:
    """Return every run below `root`, each in `root/owner/run`."""
    return [RunFolder(Path(path)) for path in _run_paths(root)]


def runs_owned(root: Path, visitor: str) -> list[RunFolder]:
    """Return a visitor's runs."""
    runs = (RunFolder(Path(path)) for path in _runs_in(root / owner_mark(visitor)))
    return [run for run in runs if _is_id(run.id)]


def run_named(root: Path, run: str) -> RunFolder | None:
    """Return the run with this id, None if there is none."""
    if _is_id(run):
        for owner in _folders(root):
            if is_run(path := f"{owner}/{run}"):
                return RunFolder(Path(path))
    return None


def _is_id(run: str) -> bool:
    return len(run) == 12 and set(run) <= _ID_LETTERS


def remove(path: Path) -> None:
    """Remove a run in one step for readers, then its files."""
    gone = path.with_name(f".gone-{path.name}")
    try:
        os.replace(path, gone)
    except OSError:
        gone = path
    shutil.rmtree(gone, ignore_errors=True)


def _run_paths(root: Path) -> list[str]:
    return [run for owner in _folders(root) for run in _runs_in(owner)]


def _runs_in(owner: Path | str) -> list[str]:
    return [run for run in _folders(owner) if is_run(run)]


def _folders(path: Path | str) -> list[str]:
    try:
        with os.scandir(path) as found:
            return [entry.path for entry in found if _is_folder(entry)]
    except OSError:  # removed meanwhile
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.name[0] != "." and entry.is_dir()
    except OSError:  # a link to itself
        return False


def _size(path: Path) -> int:
    total = 0
    for folder, _, names in os.walk(path):
        for name in names:
            try:
                total += os.stat(os.path.join(folder, name)).st_size
            except OSError:  # replaced meanwhile
                continue
    return total
