"""What a cluster's worker does with a run: train it in a process of its own and send news home."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from distributed import Queue, Variable, get_client

from cnncore.assets import PROJECT
from cnncore.runs.folder import RunFolder
from cnncore.runs.travel import changed_files, unpack

LOOK_EVERY = 0.4  # seconds between looks at what has changed
LONELY = 30.0  # seconds without a sign of life after which a run is given up


def train_far(name: str) -> None:
    """Train the run that waits under this name, from its newest state, to its end or an order."""
    client = get_client()
    start = Variable(f"{name}-start", client=client)
    order = Variable(f"{name}-order", client=client)
    news = Queue(f"{name}-news", client=client, maxsize=64)
    with tempfile.TemporaryDirectory(prefix="cnn-run-") as home:
        folder = RunFolder(Path(home) / "far" / "run")
        unpack(folder, start.get(timeout=30))
        folder.touch()
        process = subprocess.Popen(
            [sys.executable, "-m", "cnncore.runs.worker", str(folder.path)],
            cwd=PROJECT,
            env=os.environ | {"CNN_LEASE": str(LONELY)},  # an orphan ends itself
            stdin=subprocess.DEVNULL,
        )
        try:
            _accompany(process, folder, order, news)
        finally:
            process.kill()
            process.wait()


def _accompany(
    process: subprocess.Popen[bytes], folder: RunFolder, order: Variable, news: Queue
) -> None:
    known: dict[str, int] = {}
    beat, heard = None, time.monotonic()
    while True:
        ended = process.poll() is not None
        files = changed_files(folder, known)
        if files:
            news.put(files, timeout=LONELY)
        if ended:
            return
        said = order.get(timeout=LONELY)
        if said["beat"] != beat:
            beat, heard = said["beat"], time.monotonic()
        if time.monotonic() - heard > LONELY:
            return
        if said["watched"]:
            folder.touch()
        if said["order"]:
            folder.order(said["order"])
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(LOOK_EVERY)
