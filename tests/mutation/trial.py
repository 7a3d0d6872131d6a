"""Try breaks in a copy of the tree: `python -m tests.mutation.trial`, one JSON line a break.

What takes long to import is imported once; every trial is a fork of this process.
"""

import contextlib
import gc
import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

PRELOADED = (
    *("torch", "streamlit.testing.v1", "pandas", "plotly.graph_objects", "scipy.ndimage"),
    *("pyarrow", "hypothesis.strategies", "_hypothesis_pytestplugin", "anyio.pytest_plugin"),
)
OPTIONS = ["-x", "-q", "-m", "not browser", "--assert=plain"]  # plain: compiled before
_FORK = multiprocessing.get_context("fork")


class FirstFailure:
    """Remember which test failed first."""

    def __init__(self) -> None:
        self.test = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that fails or whose fixtures do."""
        if report.failed and not self.test:
            self.test = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a file that cannot be read."""
        if report.failed and not self.test:
            self.test = report.nodeid


def run(tests: list[str], seconds: float) -> tuple[str, str]:
    """Run tests until one fails; return "passed", "failed" or "late", and the one that failed."""
    here, there = _FORK.Pipe(duplex=False)
    child = _FORK.Process(target=_child, args=(there, tests))
    child.start()
    there.close()
    outcome = ("failed", "the process ended") if here.poll(seconds) else ("late", "")
    with contextlib.suppress(EOFError, OSError):
        if outcome[0] != "late":
            outcome = here.recv()
    with contextlib.suppress(OSError):
        os.killpg(child.pid or 0, signal.SIGKILL)
    child.join()
    return outcome


def _child(there: Connection, tests: list[str]) -> None:
    os.setsid()  # what a test starts ends with it
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    first = FirstFailure()
    code = pytest.main([*OPTIONS, *tests], plugins=[first])
    passed = code in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    there.send(("passed", "") if passed else ("failed", first.test))


@contextlib.contextmanager
def broken(path: str, code: str) -> Iterator[None]:
    """Have a file hold this code for a while."""
    file = Path(path)
    whole = file.read_bytes()
    file.write_text(code)
    try:
        yield
    finally:
        file.write_bytes(whole)


def main() -> None:
    """Read breaks from standard input, write what became of each to standard output."""
    for name in PRELOADED:
        __import__(name)
    gc.freeze()
    sys.dont_write_bytecode = True  # a file broken twice in a second looks the same
    for line in sys.stdin:
        asked = json.loads(line)
        with broken(asked["path"], asked["code"]):
            outcome, test = run(asked["tests"], asked["seconds"])
        if outcome == "failed" and run([test], asked["seconds"])[0] != "passed":
            outcome = "fails unbroken"
        print(json.dumps({"outcome": outcome, "test": test}), flush=True)


if __name__ == "__main__":
    main()
