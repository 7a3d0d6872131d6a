"""The app as a small cloud machine has it: `python -m benchmarks.cloud`.

A server with an empty home folder: seconds from its start to the first full page, memory of it and
its workers while five visitors use different lessons and one network trains, and every file that
changed outside the temporary and run folders.
"""

import asyncio
import contextlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.chromium import ROOT, running_app
from benchmarks.load import PATHS, train
from benchmarks.table import Measurement, arguments, markdown, write_readme
from benchmarks.visitors import Visitor

VISITORS = 5
MOVES = 12


async def first_page(address: str) -> float:
    """Open the home lesson as the first visitor and return the seconds."""
    visitor = Visitor(address, random.Random(0))
    seconds = await visitor.join("")
    await visitor.leave()
    return seconds


async def visit(address: str, runs: Path, process: subprocess.Popen) -> tuple[float, list[str]]:
    """Train one network beside five visitors; return the peak of all memory, and failures."""
    people = await train(address, runs, 1)
    for number in range(VISITORS):
        person = Visitor(address, random.Random(number))
        await person.join(PATHS[1 + number])
        people.append(person)
    peak = 0.0
    for _ in range(MOVES):
        await asyncio.gather(*(person.move() for person in people[1:]))
        peak = max(peak, family_mb(process))
    await people[0].press("Stop")
    for person in people:
        await person.leave()
    return peak, [failure for person in people for failure in person.failures]


def family_mb(process: subprocess.Popen) -> float:
    """Return the memory of a server and its workers in MB; what they share counts once.

    That is the kernel's "proportional set size", and what a container is charged for.
    """
    shown = subprocess.run(
        ["ps", "--ppid", str(process.pid), "-o", "pid="], capture_output=True, text=True
    )
    total = 0.0
    for pid in (process.pid, *map(int, shown.stdout.split())):
        with contextlib.suppress(OSError, IndexError):  # ended meanwhile
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += int(rollup.split("\nPss:")[1].split()[0]) * 1024 / 1e6
    return total


def changed(since: float, *folders: Path) -> list[str]:
    """List the files below folders written since then, Python's own compiled ones aside."""
    found = []
    for folder in folders:
        for file in folder.rglob("*"):
            named = file.suffix != ".pyc" and ".git" not in file.parts
            if named and file.is_file() and file.stat().st_mtime > since:
                found.append(str(file))
    return found


def main() -> None:
    """Measure and print the table."""
    options = arguments(__doc__).parse_args()
    home, kept = Path(tempfile.mkdtemp(prefix="home-")), Path(tempfile.mkdtemp(prefix="runs-"))
    began = time.time()
    # what the app does by itself where it finds less than 2 GB
    places = {"HOME": str(home), "CNN_RUNS": str(kept), "CNN_SPARE": "0"}
    with running_app(**places) as (address, process, healthy):
        first = healthy + asyncio.run(first_page(address))
        peak, failures = asyncio.run(visit(address, kept, process))
    written = changed(began, home, ROOT, Path(sys.prefix))
    rows = [
        Measurement("server start to first full page", first, "s", "at most 8 s"),
        Measurement(
            "memory, one training and five visitors", peak, "MB", "at most 1,000 MB", "with workers"
        ),
        Measurement("files written elsewhere", len(written), "", "0", ", ".join(written[:3])),
        Measurement("failures", len(failures), "", "0", "; ".join(failures[:1])),
    ]
    table = markdown("cloud", rows)
    sys.stdout.write(table + "\n")
    if options.write:
        write_readme("cloud", table)


if __name__ == "__main__":
    main()
