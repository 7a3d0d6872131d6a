"""A scheduler and workers on this machine, started by Dask's own commands."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
_ADDRESS = re.compile(r"(?:Scheduler at|Start worker at):\s+(tcp://\S+)")


def until(what: Callable[[], object], seconds: float = 60.0) -> object:
    """Wait for something to become true and return it; AssertionError after so many seconds."""
    end, pause = time.monotonic() + seconds, threading.Event()
    while not (value := what()):
        assert time.monotonic() < end, "it did not happen in time"
        pause.wait(0.1)
    return value


class Cluster:
    """A scheduler and workers of one thread each; `home` takes their logs and scratch files."""

    def __init__(self, home: Path, workers: int = 2) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home, self.workers = home, []
        self.scheduler, self.address = self._start("scheduler", "--port", "0")
        for _ in range(workers):
            self.add_worker()

    def add_worker(self) -> None:
        """Start one more worker and wait until it listens."""
        words = [self.address, "--nthreads", "1", "--no-nanny", "--local-directory", str(self.home)]
        self.workers.append(self._start("worker", *words)[0])

    def kill(self, process: subprocess.Popen) -> None:
        """End a part of the cluster and its children at once, as a power cut would."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        """End all that still runs."""
        for process in (*self.workers, self.scheduler):
            if process.poll() is None:
                self.kill(process)

    def _start(self, kind: str, *words: str) -> tuple[subprocess.Popen, str]:
        command = [sys.executable, "-m", "dask", kind, *words, "--host", "127.0.0.1"]
        command += ["--dashboard-address", "127.0.0.1:0"]
        log = self.home / f"{kind}-{len(self.workers)}.log"
        with log.open("w") as file:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                stderr=file,
                start_new_session=True,
                env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"},
            )
        found = until(lambda: _ADDRESS.search(log.read_text()))
        return process, found[1]
