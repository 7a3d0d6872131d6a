"""Orders obeyed at once: a step, an evaluation or a download may take longer than one waits."""

import os
import threading
from collections.abc import Callable
from typing import Protocol

from cnncore.runs.folder import RunFolder
from cnncore.runs.local import LocalEngine

OBEYED = {"stop": "stopped", "pause": "paused"}  # order -> the state it leads to
LOOK_EVERY = 0.1  # seconds
PATIENCE = 0.4  # seconds in which the worker may obey by itself, between two steps


class Trains(Protocol):
    """What a listener needs to know of a worker."""

    folder: RunFolder
    over: bool
    telling: threading.RLock

    def leave(self, word: str) -> None:
        """Obey an order while a step may still go on."""


class Listener(threading.Thread):
    """Looks for orders while the worker is busy, and ends the process if it stays so."""

    def __init__(self, worker: Trains, leave: Callable[[int], object] = os._exit) -> None:
        super().__init__(daemon=True)
        self.worker, self.leave = worker, leave
        self._pause = threading.Event()

    def run(self) -> None:
        """Wait for an order; give the worker a moment, then obey for it."""
        while not self.worker.over:
            if (word := self.worker.folder.ordered()) in OBEYED:
                self._pause.wait(PATIENCE)
                self._obey(word)
                return
            self._pause.wait(LOOK_EVERY)

    def _obey(self, word: str) -> None:
        with self.worker.telling:  # kept to the end: the worker says no more
            if self.worker.over:
                return
            self.worker.over = True
            try:
                self.worker.leave(word)
                LocalEngine(self.worker.folder.path.parent.parent).start_waiting()
            finally:
                self.leave(0)
