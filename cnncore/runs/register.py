"""All runs in a folder and where each is: what the queue, the host and the cleaning look at.

A room leaves hundreds of runs behind and looks many times a second, so a status is read again
only where its file has changed, and those who merely look share one round.
"""

import os
import shutil
import time
from pathlib import Path

from cnncore.runs.folder import ACTIVE, RunFolder, Status

MOST_DAYS = 14.0
MOST_MEGABYTES = 400.0
_FINAL = ("done", "stopped", "failed", "paused", "waiting")  # until the file is written again

Entry = tuple[RunFolder, Status]


class Register:
    """The runs below `root`, each in `root/owner/run`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, tuple[tuple[int, int], Entry]] = {}
        self._seen = float("-inf")

    def runs(self, *, age: float = 0.0) -> list[Entry]:
        """Return every run with its status, from a round at most `age` seconds ago."""
        if time.monotonic() - self._seen > age:
            began = time.monotonic()
            self._known = {path: self._look(path) for path in self._paths()}
            self._seen = began
        return [entry for _, entry in self._known.values()]

    def waiting(self, *, age: float = 0.0) -> list[Entry]:
        """Return the runs that wait, in the order they came."""
        found = [entry for entry in self.runs(age=age) if entry[1].state == "waiting"]
        return sorted(found, key=lambda entry: entry[1].changed)

    def active(self, *, age: float = 0.0) -> list[Entry]:
        """Return the runs that train."""
        return [entry for entry in self.runs(age=age) if entry[1].state in ACTIVE]

    def clean(self) -> None:
        """Delete the oldest finished runs beyond $CNN_RUNS_DAYS and $CNN_RUNS_MB."""
        days = float(os.environ.get("CNN_RUNS_DAYS", MOST_DAYS))
        most = float(os.environ.get("CNN_RUNS_MB", MOST_MEGABYTES)) * 1e6
        runs = self.runs()
        sizes = {folder.id: _size(folder.path) for folder, _ in runs}
        total = sum(sizes.values())
        for folder, status in sorted(runs, key=lambda entry: entry[1].changed):
            if status.state in ACTIVE or status.state == "waiting":
                continue
            if time.time() - status.changed > days * 86_400 or total > most:
                total -= sizes[folder.id]
                remove(folder.path)

    def _paths(self) -> list[str]:
        paths = []
        for owner in _folders(self.root):
            paths += [run for run in _folders(owner) if os.path.exists(f"{run}/settings.json")]
        return paths

    def _look(self, path: str) -> tuple[tuple[int, int], Entry]:
        try:
            about = os.stat(f"{path}/status.json")
            stamp = (about.st_ino, about.st_mtime_ns)
        except OSError:
            stamp = (0, 0)
        known = self._known.get(path)
        if known and known[0] == stamp and known[1][1].state in _FINAL:
            return known
        folder = RunFolder(Path(path))
        return stamp, (folder, folder.status())


def remove(path: Path) -> None:
    """Remove a run in one step for readers, then its files."""
    gone = path.with_name(f".gone-{path.name}")
    try:
        os.replace(path, gone)
    except OSError:
        gone = path
    shutil.rmtree(gone, ignore_errors=True)


def _folders(path: Path | str) -> list[str]:
    try:
        with os.scandir(path) as found:
            return [entry.path for entry in found if entry.is_dir() and entry.name[0] != "."]
    except OSError:  # removed meanwhile
        return []


def _size(path: Path) -> int:
    total = 0
    for folder, _, names in os.walk(path):
        for name in names:
            try:
                total += os.stat(os.path.join(folder, name)).st_size
            except OSError:  # replaced meanwhile
                continue
    return total
