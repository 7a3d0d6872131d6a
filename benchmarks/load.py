"""A class on one server: `python -m benchmarks.load --visitors 60`.

Starts the app on a free port of this machine, lets visitors join and move controls for a bounded
time, and prints what the last to join waited, p50, p95, failures and memory. With `--trainings 2`
a second class follows on a new server while so many networks train beside it. With `--lesson NAME`
all are on that lesson, ten more in each class, until a control moved takes too long. With
`--paths` they go along the lessons' paths.
"""

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.chromium import memory_mb, running_app
from benchmarks.table import Measurement, arguments, markdown, write_readme
from benchmarks.visitors import Visitor
from cnncore.runs import runs_below
from ui.lessons import LESSONS, address_path, lesson_named

PATHS = [address_path(lesson) for lesson in LESSONS]
MOST = 300.0  # ms that a moved control may take at p95


async def sit_in_class(address: str, number: int, options: argparse.Namespace, log: dict) -> None:
    """Be one visitor: join in turn, then move a control every few seconds until the end."""
    visitor = Visitor(address, random.Random(options.seed + number))
    paths = [address_path(lesson_named(options.lesson))] if options.lesson else PATHS
    paths, begin = (PATHS[1:], "step=1") if options.paths else (paths, "")
    path = paths[number % len(paths)]
    await asyncio.sleep(options.join * number / options.visitors)
    try:
        log["first"].append((path, await visitor.join(path, begin)))
        end = time.perf_counter() + options.seconds
        while time.perf_counter() < end:
            await asyncio.sleep(options.every * visitor.random.uniform(0.5, 1.5))
            seconds = await (walk if options.paths else Visitor.move)(visitor)
            if seconds is not None:
                log["move"].append((path, seconds))
    except Exception as error:
        visitor.failures.append(f"{type(error).__name__}: {error}")
    log["failures"] += [(path, failure) for failure in visitor.failures]
    log["bytes"].append((path, visitor.received))
    await visitor.leave()


async def walk(visitor: Visitor) -> float | None:
    """Go along a path: be shown the answer, go on; after its last question move a control."""
    for label in ("Show me", "On"):
        if label in visitor.buttons:
            return await visitor.press(label)
    return await visitor.move()


async def prepare(address: str) -> None:
    """Open the host's page, which loads every lesson, as docs/workshop.md asks of a host."""
    host = Visitor(address, random.Random(0))
    await host.join("host")
    await host.leave()


async def train(address: str, runs: Path, number: int) -> list[Visitor]:
    """Start so many long trainings, each by a visitor of its own, and wait until all train."""
    people = [Visitor(address, random.Random(n)) for n in range(number)]
    for person in people:
        await person.join("training", "epochs=60&augmentation=Pen")
        await person.press("Train")
    while states(runs) != ["running"] * number:
        await asyncio.sleep(0.2)
    return people


def states(runs: Path) -> list[str]:
    """Return the state of every run in the folder."""
    return [run.status().state for run in runs_below(runs)]


async def fill(address: str, runs: Path, trainings: int, options: argparse.Namespace) -> dict:
    """Seat all visitors at once and return what they saw."""
    log: dict[str, list] = defaultdict(list)
    if options.prepared:
        await prepare(address)
    people = await train(address, runs, trainings)
    seats = (sit_in_class(address, n, options, log) for n in range(options.visitors))
    await asyncio.gather(*seats)
    log["trained"] = states(runs)
    for person in people:
        await person.press("Stop")
        await person.leave()
    return log


def hold_class(trainings: int, options: argparse.Namespace) -> tuple[dict, float]:
    """Hold one class on a server of its own; return what was seen and the server's memory."""
    runs = Path(tempfile.mkdtemp(prefix="load-"))
    places = {"CNN_RUNS": str(runs), "CNN_SLOTS": str(max(1, trainings or slots_here()))}
    with running_app(**places) as (address, process, _):
        log = asyncio.run(fill(address, runs, trainings, options))
        return log, memory_mb(process)


def slots_here() -> int:
    """Return how many networks this machine would train at once."""
    return max(1, (os.cpu_count() or 1) - 1)


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share of the values lies (linear between neighbours)."""
    return statistics.quantiles(values, n=1000, method="inclusive")[round(share * 1000) - 1]


def summarise(log: dict, memory: float) -> list[Measurement]:
    """Turn what the visitors saw into the rows of a table, one for each lesson below."""
    moves = [s * 1000 for _, s in log["move"]]
    slowest, seconds = max(log["first"], key=lambda seen: seen[1])
    rows = [
        Measurement("first page, last to join", log["first"][-1][1], "s", "at most 1.5 s"),
        Measurement("first page, slowest", seconds, "s", "", f"/{slowest}"),
        Measurement("a control moved, p50", percentile(moves, 0.5), "ms", "at most 80 ms"),
        Measurement("a control moved, p95", percentile(moves, 0.95), "ms", "at most 300 ms"),
        Measurement("failures", len(log["failures"]), "", "0", f"{len(moves)} moves"),
        Measurement("server memory", memory, "MB", "at most 900 MB"),
    ]
    for path in PATHS:
        own = [s * 1000 for p, s in log["move"] if p == path]
        if len(own) > 2:
            note = f"p95 {percentile(own, 0.95):.0f} ms, {len(own)} moves"
            rows.append(Measurement(f"/{path}, p50", percentile(own, 0.5), "ms", "", note))
    return rows


def beside(log: dict, quiet: dict) -> list[Measurement]:
    """Hold a class beside trainings against one without."""
    with_them, without = ([s * 1000 for _, s in one["move"]] for one in (log, quiet))
    ratio = percentile(with_them, 0.95) / percentile(without, 0.95)
    running = log["trained"].count("running")
    return [
        Measurement("a control moved, p50", percentile(with_them, 0.5), "ms", ""),
        Measurement("a control moved, p95", percentile(with_them, 0.95), "ms", ""),
        Measurement("times the p95 without", ratio, "x", "at most 2 x", f"{running} still trained"),
        Measurement("failures", len(log["failures"]), "", "0", f"{len(with_them)} moves"),
    ]


def fill_up(options: argparse.Namespace) -> list[Measurement]:
    """Hold ever larger classes on one lesson; tell how many it takes until p95 is too high."""
    rows: list[Measurement] = []
    for number in range(10, options.visitors + 1, 10):
        options.visitors = number
        log, memory = hold_class(0, options)
        moves = [1000 * seconds for _, seconds in log["move"]]
        p95, note = percentile(moves, 0.95), f"p50 {percentile(moves, 0.5):.0f} ms, {memory:.0f} MB"
        rows.append(
            Measurement(
                f"{number} on {options.lesson}, p95", p95, "ms", f"at most {MOST:g} ms", note
            )
        )
        if log["failures"]:
            raise RuntimeError(f"{log['failures'][0]}")
        if p95 > MOST:
            break
    return rows


def main() -> None:
    """Hold the classes asked for and print their tables."""
    # all join within `join` seconds, move every `every`; a second class beside so many trainings
    numbers = {"visitors": 60, "join": 12.0, "every": 4.0, "seconds": 60.0, "seed": 0}
    parser = arguments(__doc__, **numbers, trainings=0)
    parser.add_argument("--prepared", action="store_true", help="the host's page has been opened")
    parser.add_argument("--lesson", default="", help="the name of one lesson for all")
    parser.add_argument("--paths", action="store_true", help="they go along the lessons' paths")
    options = parser.parse_args()
    if options.lesson:
        sys.stdout.write(markdown(f"load-{options.lesson}", fill_up(options)) + "\n")
        return
    quiet, memory = hold_class(0, options)
    subject = "load-paths" if options.paths else "load-prepared" if options.prepared else "load"
    tables = {subject: summarise(quiet, memory)}
    failures = quiet["failures"]
    if options.trainings:
        log, _ = hold_class(options.trainings, options)
        tables["load-beside"] = beside(log, quiet)
        failures = failures + log["failures"]
    for name, rows in tables.items():
        table = markdown(name, rows)
        sys.stdout.write(table + "\n\n")
        if options.write:
            write_readme(name, table)
    for path, failure in sorted(set(failures)):
        sys.stdout.write(f"/{path}: {failure}\n")


if __name__ == "__main__":
    main()
