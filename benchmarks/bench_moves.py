"""What a move costs the server: processor time a lesson, as a multiple of a bare page's.

One visitor moves random controls of the lesson; counted is what the server's process has used, by
the kernel's own clock, its threads included.
"""

import asyncio
import os
import random
import statistics
import subprocess
from pathlib import Path

from benchmarks.bare_page import bare_page
from benchmarks.chromium import running_app
from benchmarks.table import Measurement
from benchmarks.visitors import Visitor
from ui.lessons import LESSONS, address_path

WARM_UP, MOVES = 15, 240  # the kernel counts in hundredths of a second
_TICKS = os.sysconf("SC_CLK_TCK")


def used(process: subprocess.Popen) -> float:
    """Return the seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


async def _cost(address: str, process: subprocess.Popen, path: str) -> float:
    """Return the milliseconds of processor time a move."""
    visitor = Visitor(address, random.Random(0))
    await visitor.join(path)
    for _ in range(WARM_UP):
        await visitor.move()
    before = used(process)
    for _ in range(MOVES):
        await visitor.move()
    cost = 1000 * (used(process) - before) / MOVES
    await visitor.leave()
    assert not visitor.failures, visitor.failures
    return cost


def measure() -> list[Measurement]:
    """Move on a bare page, then on every lesson, each on a server of its own."""
    with bare_page() as (address, process):
        floor = asyncio.run(_cost(address, process, ""))
    rows = [Measurement("a bare page", floor, "ms", "")]
    times = []
    for lesson in LESSONS[1:]:  # home has nothing to move
        with running_app(CNN_WARM="0") as (address, process, _):
            cost = asyncio.run(_cost(address, process, address_path(lesson)))
        times.append(cost / floor)
        note = f"{times[-1]:.1f} times the bare page's"
        rows.append(Measurement(lesson.name, cost, "ms", "at most 6 times", note))
    mean = Measurement("mean of the lessons", statistics.mean(times), "x", "at most 4 x")
    return [*rows, mean, Measurement("largest of them", max(times), "x", "at most 6 x")]
