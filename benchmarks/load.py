"""A class on one server: `python -m benchmarks.load --visitors 60`.

Starts the app on a free port of this machine, lets visitors join and move controls for a bounded
time, and prints what the last to join waited, p50, p95, failures and memory.
"""

import argparse
import asyncio
import random
import statistics
import time
from collections import defaultdict

from benchmarks.chromium import memory_mb, running_app
from benchmarks.table import Measurement, markdown
from benchmarks.visitors import Visitor
from ui.frame import LESSONS, address_path

PATHS = [address_path(lesson) for lesson in LESSONS]


async def sit_in_class(address: str, number: int, options: argparse.Namespace, log: dict) -> None:
    """Be one visitor: join in turn, then move a control every few seconds until the end."""
    visitor = Visitor(address, random.Random(options.seed + number))
    path = PATHS[number % len(PATHS)]
    await asyncio.sleep(options.join * number / options.visitors)
    try:
        log["first"].append((path, await visitor.join(path)))
        end = time.perf_counter() + options.seconds
        while time.perf_counter() < end:
            await asyncio.sleep(options.every * visitor.random.uniform(0.5, 1.5))
            seconds = await visitor.move()
            if seconds is not None:
                log["move"].append((path, seconds))
    except Exception as error:
        visitor.failures.append(f"{type(error).__name__}: {error}")
    log["failures"] += [(path, failure) for failure in visitor.failures]
    log["bytes"].append((path, visitor.received))
    await visitor.leave()


async def prepare(address: str) -> None:
    """Open the host's page, which loads every lesson, as docs/workshop.md asks of a host."""
    host = Visitor(address, random.Random(0))
    await host.join("host")
    await host.leave()


async def fill(address: str, options: argparse.Namespace) -> dict:
    """Seat all visitors at once and return what they saw."""
    log: dict[str, list] = defaultdict(list)
    if options.prepared:
        await prepare(address)
    seats = (sit_in_class(address, n, options, log) for n in range(options.visitors))
    await asyncio.gather(*seats)
    return log


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share of the values lies (linear between neighbours)."""
    return statistics.quantiles(values, n=1000, method="inclusive")[round(share * 1000) - 1]


def summarise(log: dict, memory: float) -> list[Measurement]:
    """Turn what the visitors saw into the rows of a table, one for each lesson below."""
    first, moves = [s for _, s in log["first"]], [s * 1000 for _, s in log["move"]]
    rows = [
        Measurement("first page, last to join", log["first"][-1][1], "s", "at most 1.5 s"),
        Measurement("first page, slowest", max(first), "s", ""),
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


def main() -> None:
    """Run one class and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=60)
    parser.add_argument("--join", type=float, default=12, help="seconds within which all join")
    parser.add_argument("--every", type=float, default=4, help="mean seconds between moves")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--prepared", action="store_true", help="the host's page has been opened")
    options = parser.parse_args()
    with running_app() as (address, process, _):
        log = asyncio.run(fill(address, options))
        print(markdown("load", summarise(log, memory_mb(process))))
    for path, failure in sorted(set(log["failures"])):
        print(f"/{path}: {failure}")


if __name__ == "__main__":
    main()
