"""Bounds of the fuzz tests: the same cases every time, none slow, and memory seen from outside."""

import contextlib
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, settings

from cnncore import InputError

ROOT = Path(__file__).parent.parent
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

# Linux's own measure: ru_maxrss would begin with what the parent once held.
_MEASURED = """
from pathlib import Path
def held(field):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024
{before}
Path("/proc/self/clear_refs").write_text("5")
start = held("VmRSS")
{code}
print("PEAK", held("VmHWM") - start)
"""


def cases(count: int) -> settings:
    """Return settings for `count` cases, the same ones every time."""
    return settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=_SLOW,
    )


def tried(act, *arguments: object, **named: object) -> tuple[object, InputError | None]:
    """Return what a call gives, or how it refuses; any other exception is a fault."""
    try:
        return act(*arguments, **named), None
    except InputError as refusal:
        return None, refusal


@contextlib.contextmanager
def answering(reply: bytes) -> Iterator[str]:
    """Answer every call on a port of this machine with these bytes; yield its address."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(1 << 16)
            self.request.sendall(reply)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def peak_megabytes(before: str, code: str, seconds: float = 60) -> float:
    """Run code in a process of its own; return by how many MB its memory grew at the highest."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _MEASURED.format(before=before, code=code)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return float(done.stdout.rpartition("PEAK")[2])


@contextlib.contextmanager
def counted(most: int) -> Iterator[None]:
    """Bound the calls that Python makes here, which a slow machine does not change."""
    calls = 0

    def count(frame: object, event: str, what: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)
    assert calls < most, calls
