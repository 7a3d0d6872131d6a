"""The processes that train on this machine, and the one that waits with torch loaded."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from cnncore.assets import PROJECT
from cnncore.runs.folder import RunFolder

_ROOMY = 2_000_000_000  # bytes of memory from which one more process, 200 MB, may stand and wait
_LIMITS = (
    "/sys/fs/cgroup/memory.max",  # a container's own bound, in control groups of version 2
    "/sys/fs/cgroup/memory/memory.limit_in_bytes",  # and of version 1
    "/proc/meminfo",
)


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
        if os.environ.get("CNN_SPARE", "1" if memory_limit() >= _ROOMY else "0") == "0":
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


def memory_limit(files: tuple[str, ...] = _LIMITS) -> float:
    """Return how many bytes of memory this machine or container has, infinity where unknown."""
    found = [float("inf")]
    for file in files:
        try:
            words = Path(file).read_text().split()
        except OSError:
            continue
        if words[0] == "MemTotal:":
            found.append(int(words[1]) * 1024.0)
        elif words[0].isdecimal():
            found.append(float(words[0]))
    return min(found)


def _popen(words: list[str], stdin: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "cnncore.runs.worker", *words],
        cwd=PROJECT,
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # survives the server
    )
