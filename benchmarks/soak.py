"""Visitors who never behave: `python -m benchmarks.soak --minutes 60`.

Twenty visitors set random controls to random values, type nonsense, press whatever button stands
on the page (Train too), open lessons with nonsense in the address, switch, reload and leave, for a
bounded time. Prints exceptions shown, the slope of the server's memory after the first ten minutes
(or first third), and the processes and files left over once the server has gone.
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
from benchmarks.table import Measurement, arguments, markdown, write_readme
from benchmarks.visitors import Visitor
from cnncore.runs import ACTIVE, runs_below

TYPED = ("", "3", "conv16k3p1-relu-max2-flatten-linear10", "conv9k9s9", "1 0\n0 1", "½", "-" * 300)
LEASE = "60"  # seconds that a run goes on when nobody watches
NONSENSE = ("banana", "-1", "1e300", "nan", "", "0", "../../etc/passwd", "9" * 400, "<b>", "1,2;3")


async def misbehave(address: str, number: int, end: float, failures: list[tuple[str, str]]) -> None:
    """Be one visitor until the end: move, wander, reload, leave and come back."""
    chance = random.Random(number)
    path, visitor = chance.choice(PATHS), Visitor(address, chance, TYPED)
    await visitor.join(path)
    while time.perf_counter() < end:
        await asyncio.sleep(chance.uniform(0.5, 3.0))
        try:
            what = chance.random()
            if what < 0.65:
                await visitor.move()
            elif what < 0.7 and visitor.buttons:
                await visitor.press(chance.choice(visitor.buttons))
            elif what < 0.85:
                path = chance.choice(PATHS)
                await visitor.switch(path, nonsense(visitor, chance))
            else:
                query = nonsense(visitor, chance)
                await visitor.leave()
                failures += [(path, failure) for failure in visitor.failures]
                visitor = Visitor(address, chance, TYPED)
                await visitor.join(path, query)
        except Exception as error:
            failures.append((path, f"{visitor.doing}: {type(error).__name__}: {error}"))
            await visitor.leave()
            visitor = Visitor(address, chance, TYPED)
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


def workers(home: Path) -> list[str]:
    """List the processes that work for this soak: its folder is in their environment."""
    found = []
    for file in Path("/proc").glob("[0-9]*/environ"):
        try:
            if str(home).encode() in file.read_bytes():
                found.append(file.with_name("cmdline").read_text().replace("\0", " "))
        except OSError:  # ended meanwhile, or somebody else's
            continue
    return found


def wait_for_end(home: Path, seconds: float) -> list[str]:
    """Wait until nobody works for this soak any more; return who still does after so long."""
    end = time.monotonic() + seconds
    while (left := workers(home)) and time.monotonic() < end:
        time.sleep(1)
    return left


def quarters(seen: np.ndarray) -> str:
    """Write the mean memory of each quarter of the time."""
    means = [part[:, 1].mean() for part in np.array_split(seen, 4)]
    return "by quarters " + ", ".join(f"{mean:.0f}" for mean in means)


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
    options = arguments(__doc__, visitors=20, minutes=60.0).parse_args()
    home = Path(tempfile.mkdtemp(prefix="soak-"))
    places = {"CNN_DATA": str(home), "CNN_RUNS": str(home / "runs"), "TMPDIR": str(home)}
    places |= {"CNN_LEASE": LEASE, "CNN_DOWNLOADS": str(home / "downloads")}
    os.environ.pop("CNN_HOST_KEY", None)
    with running_app(**places) as (address, process, _):
        failures, seen = asyncio.run(run(address, process, options))
    left = wait_for_end(home, 120 + float(LEASE))
    minutes = (seen[:, 0] - seen[0, 0]) / 60
    settled = minutes >= min(10, options.minutes / 3)
    slope = np.polyfit(minutes[settled] * 1.0, seen[settled, 1], 1)[0] * 60
    states = [run.status().state for run in runs_below(home / "runs")]
    ended = [state for state in states if state not in (*ACTIVE, "lost")]
    files = sorted(
        file.relative_to(home).as_posix()
        for file in home.rglob("*")
        if file.is_file() and file.relative_to(home).parts[0] != "runs"
    )
    rows = [
        Measurement("exceptions shown", len(failures), "", "0", f"{options.minutes:g} minutes"),
        Measurement("memory at the end", seen[-1, 1], "MB", "at most 900 MB", quarters(seen)),
        Measurement("memory slope once settled", slope, "MB/h", "flat"),
        Measurement("processes left after the server", len(left), "", "0", "; ".join(left)[:80]),
        Measurement("runs started and over", len(ended), "", f"{len(states)}"),
        Measurement("files left outside the runs", len(files), "", "", ", ".join(files)[:80]),
    ]
    table = markdown("soak", rows)
    sys.stdout.write(table + "\n")
    if options.write:
        write_readme("soak", table)
    for path, failure in sorted(set(failures)):
        sys.stdout.write(f"/{path}: {failure}\n")


if __name__ == "__main__":
    main()
