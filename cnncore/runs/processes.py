"""The processes that train on this machine, and the one that waits with torch loaded."""

import os
import subprocess
import sys
import threading

from cnncore.assets import PROJECT
from cnncore.machine import is_roomy
from cnncore.runs.folder import RunFolder


class Workers:
    """What one engine has started; the processes outlive it, but the one that only waits."""

    def __init__(self) -> None:
        self.started: list[subprocess.Popen[bytes]] = []
        self._spare: subprocess.Popen[bytes] | None = None
        self._hiring = threading.Lock()

    def prepare(self) -> None:
        """Have one process ready, so that the next run starts at once.

        Not on a small machine, as a free cloud gives, unless $CNN_SPARE is 1; never where it is 0.
        """
        if os.environ.get("CNN_SPARE", "1" if is_roomy() else "0") == "0":
            return
        with self._hiring:
            if self._spare is None or self._spare.poll() is not None:
                self._spare = _popen(["--wait"], stdin=subprocess.PIPE)

    def start(self, folder: RunFolder) -> None:
        """Have a run trained: by the process that waits, or a new one."""
        with self._hiring:
            spare, self._spare = self._spare, None
        if spare is not None and spare.stdin is not None and spare.poll() is None:
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


def _popen(words: list[str], stdin: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "cnncore.runs.worker", *words],
        cwd=PROJECT,
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # survives the server
    )
