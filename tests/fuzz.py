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

_MEASURED = """
import resource
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
{before}
start = peak()
{code}
print("PEAK", peak() - start)
"""


def cases(count: int, slowest: float = 5.0) -> settings:
    """Return settings for `count` cases, none of which may take more than `slowest` seconds."""
    return settings(
        max_examples=count,
        deadline=1000 * slowest,
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
