"""What a cluster's worker does with a run: train it in a process of its own and send news home."""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from distributed import Queue, Variable, get_client

from cnncore.assets import PROJECT

LOOK_EVERY = 0.4  # seconds between looks at what has changed
LONELY = 30.0  # seconds without a sign of life after which a run is given up

# the files that travel home, and nothing else
SENT = re.compile(r"(status\.json|metrics\.jsonl|live\.pt|state\.pt|checkpoints/step-\d{7}\.pt)")


def train_far(name: str) -> None:
    """Train the run that waits under this name, from its newest state, to its end or an order."""
    client = get_client()
    start = Variable(f"{name}-start", client=client)
    order = Variable(f"{name}-order", client=client)
    news = Queue(f"{name}-news", client=client, maxsize=64)
    with tempfile.TemporaryDirectory(prefix="cnn-run-") as home:
        folder = Path(home) / "far" / "run"
        folder.mkdir(parents=True)
        for file, content in start.get(timeout=30).items():
            (folder / file).write_bytes(content)
        (folder / "seen").touch()
        process = subprocess.Popen(
            [sys.executable, "-m", "cnncore.runs.worker", str(folder)],
            cwd=PROJECT,
            env=os.environ | {"CNN_LEASE": str(LONELY)},  # an orphan ends itself
            stdin=subprocess.DEVNULL,
        )
        try:
            _accompany(process, folder, order, news)
        finally:
            process.kill()
            process.wait()


def _accompany(process: subprocess.Popen, folder: Path, order: Variable, news: Queue) -> None:
    known: dict[str, int] = {}
    beat, heard = None, time.monotonic()
    while True:
        ended = process.poll() is not None
        files = _changed(folder, known)
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
            (folder / "seen").touch()
        if said["order"]:
            (folder / "order").write_text(said["order"])
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(LOOK_EVERY)


def _changed(folder: Path, known: dict[str, int]) -> dict[str, bytes]:
    """Return the files that are new or written anew since the last look."""
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        with contextlib.suppress(OSError):
            stamp = path.stat().st_mtime_ns
            if SENT.fullmatch(name) and known.get(name) != stamp:
                files[name] = path.read_bytes()
                known[name] = stamp
    return files
