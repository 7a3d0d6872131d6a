"""The processes that train on this machine, and the one that waits with torch loaded."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from cnncore.runs import RunFolder


class Workers:
    """What one engine has started; the processes outlive it, but the one that only waits."""

    def __init__(self) -> None:
        self.started: list[subprocess.Popen] = []
        self._spare: subprocess.Popen | None = None
        self._hiring = threading.Lock()

    def prepare(self) -> None:
        """Have one process ready, unless $CNN_SPARE is 0, so that the next run starts at once."""
        if os.environ.get("CNN_SPARE") == "0":
            return
        with self._hiring:
            if self._spare is None or self._spare.poll() is not None:
                self._spare = _popen(["--wait"], stdin=subprocess.PIPE)

    def start(self, folder: RunFolder) -> None:
        """Have a run trained: by the process that waits, or a new one."""
        with self._hiring:
            spare, self._spare = self._spare, None
        if spare is not None and spare.poll() is None:
            try:
                spare.stdin.write(f"{folder.path}\n".encode())
                spare.stdin.close()
                self.started.append(spare)
                return
            except OSError:
                pass
        self.started.append(_popen([str(folder.path)], stdin=subprocess.DEVNULL))

    def reap(self) -> None:
        """Let go of processes that have ended."""
        self.started = [child for child in self.started if child.poll() is None]


def _popen(words: list[str], stdin: int) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "cnncore.worker", *words],
        cwd=Path(__file__).parents[1],
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # survives the server
    )
