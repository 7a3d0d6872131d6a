"""A real server loads the lessons by itself, after its first page and not before."""

import random
import threading
from pathlib import Path

import pytest

from benchmarks.chromium import running_app
from benchmarks.visitors import Visitor
from tests.beside import run

pytestmark = pytest.mark.browser


async def _join(address: str, path: str) -> list[str]:
    visitor = Visitor(address, random.Random(0))
    await visitor.join(path)
    await visitor.leave()
    return visitor.failures


def _has_torch(pid: int) -> bool:
    return "libtorch_python" in Path(f"/proc/{pid}/maps").read_text()


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks into a process as Linux shows it")
def test_torch_comes_after_the_first_page_by_itself() -> None:
    pause = threading.Event()
    with running_app(CNN_WARM="1") as (address, process, _):
        assert not _has_torch(process.pid)
        assert run(_join(address, "")) == []
        for _ in range(600):
            if _has_torch(process.pid):
                break
            pause.wait(0.1)
        assert _has_torch(process.pid)
        for path in ("training", "draw_digit", "filter_gallery"):  # while it goes on
            assert run(_join(address, path)) == []
