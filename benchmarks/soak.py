"""Visitors who never behave: `python -m benchmarks.soak --minutes 60`.

Twenty visitors set random controls to random values, open lessons with nonsense in the address,
switch, reload and leave, for a bounded time. Prints exceptions shown, the slope of the server's
memory after the first ten minutes (or first third), and the processes and files left over.
"""

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

import numpy as np

from benchmarks.chromium import memory_mb, running_app
from benchmarks.load import PATHS
from benchmarks.table import Measurement, markdown
from benchmarks.visitors import Visitor

NONSENSE = ("banana", "-1", "1e300", "nan", "", "0", "../../etc/passwd", "9" * 400, "<b>", "1,2;3")


async def misbehave(address: str, number: int, end: float, failures: list[tuple[str, str]]) -> None:
    """Be one visitor until the end: move, wander, reload, leave and come back."""
    chance = random.Random(number)
    path, visitor = chance.choice(PATHS), Visitor(address, chance)
    await visitor.join(path)
    while time.perf_counter() < end:
        await asyncio.sleep(chance.uniform(0.5, 3.0))
        try:
            what = chance.random()
            if what < 0.7:
                await visitor.move()
            elif what < 0.85:
                path = chance.choice(PATHS)
                await visitor.switch(path, nonsense(visitor, chance))
            else:
                query = nonsense(visitor, chance)
                await visitor.leave()
                failures += [(path, failure) for failure in visitor.failures]
                visitor = Visitor(address, chance)
                await visitor.join(path, query)
        except Exception as error:
            failures.append((path, f"{type(error).__name__}: {error}"))
            await visitor.leave()
            visitor = Visitor(address, chance)
            await visitor.join(path)
    failures += [(path, failure) for failure in visitor.failures]
    await visitor.leave()


def nonsense(visitor: Visitor, chance: random.Random) -> str:
    """Make an address that sets some of the lesson's own words to values nobody meant."""
    words = [name.rpartition("-")[2] for name in visitor.controls] + ["stride", "room", "hide"]
    chosen = chance.sample(words, min(len(words), chance.randint(0, 4)))
    return urlencode({word: chance.choice(NONSENSE) for word in chosen})


async def watch(process: subprocess.Popen, end: float, seen: list[tuple[float, float]]) -> None:
    """Note the server's memory every five seconds."""
    while time.perf_counter() < end:
        seen.append((time.perf_counter(), memory_mb(process)))
        await asyncio.sleep(5)


def children(pid: int) -> list[str]:
    """List the server's child processes that still run."""
    shown = subprocess.run(
        ["ps", "--ppid", str(pid), "-o", "args="], capture_output=True, text=True
    )
    return shown.stdout.split("\n")[:-1]


async def run(address: str, process: subprocess.Popen, options: argparse.Namespace) -> tuple:
    """Let all of them in and return the failures and the memory seen."""
    failures: list[tuple[str, str]] = []
    seen: list[tuple[float, float]] = []
    end = time.perf_counter() + options.minutes * 60
    people = (misbehave(address, n, end, failures) for n in range(options.visitors))
    await asyncio.gather(*people, watch(process, end, seen))
    return failures, np.array(seen)


def main() -> None:
    """Soak one server and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=60)
    options = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="soak-"))
    places = {"CNN_DATA": str(home), "CNN_RUNS": str(home / "runs"), "TMPDIR": str(home)}
    os.environ.pop("CNN_HOST_KEY", None)
    with running_app(**places) as (address, process, _):
        failures, seen = asyncio.run(run(address, process, options))
        left = children(process.pid)
    minutes = (seen[:, 0] - seen[0, 0]) / 60
    settled = minutes >= min(10, options.minutes / 3)
    slope = np.polyfit(minutes[settled] * 1.0, seen[settled, 1], 1)[0] * 60
    rows = [
        Measurement("exceptions shown", len(failures), "", "0", f"{options.minutes:g} minutes"),
        Measurement("memory at the end", seen[-1, 1], "MB", "at most 900 MB"),
        Measurement("memory slope once settled", slope, "MB/h", "flat"),
        Measurement("child processes left", len(left), "", "0"),
    ]
    sys.stdout.write(markdown("soak", rows) + "\n")
    for path, failure in sorted(set(failures)):
        sys.stdout.write(f"/{path}: {failure}\n")
    files = [str(file.relative_to(home)) for file in home.rglob("*") if file.is_file()]
    sys.stdout.write(f"files left: {sorted(files)[:20]}\n")


if __name__ == "__main__":
    main()
