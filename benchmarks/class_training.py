"""A class presses Train: `python -m benchmarks.class_training --visitors 30`.

Visitors open the training lesson of a real server and press Train within ten seconds. Every run
must finish, in the order of the presses; the queue's throughput is held against one run after
another.
"""

import asyncio
import itertools
import random
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.chromium import running_app
from benchmarks.table import Measurement, arguments, markdown, write_readme
from benchmarks.visitors import Visitor
from cnncore.runs import LocalEngine, runs_below
from cnncore.training import Settings
from ui.training.controls import ROOM_EPOCHS

SETTINGS = Settings(epochs=ROOM_EPOCHS)  # what a room begins with
ADDRESS = f"epochs={ROOM_EPOCHS}"


async def press(address: str, number: int, within: float, people: list[Visitor]) -> None:
    """Open the lesson in turn and press Train; stay, as a visitor would."""
    await asyncio.sleep(number * within / len(people))
    visitor = people[number] = Visitor(address, random.Random(number))
    await visitor.join("training", ADDRESS)
    await visitor.press("Train")


async def finish(address: str, runs: Path, visitors: int, within: float) -> tuple[float, list[str]]:
    """Let the class press, wait for all runs; return the seconds and what visitors were shown."""
    people: list[Visitor] = [None] * visitors
    started = time.perf_counter()
    await asyncio.gather(*(press(address, n, within, people) for n in range(visitors)))
    while states(runs).count("done") < visitors:
        if time.perf_counter() - started > 900:
            raise TimeoutError(f"runs are {states(runs)}")
        await asyncio.sleep(0.5)
    seconds = time.perf_counter() - started
    failures = [failure for person in people for failure in person.failures]
    for person in people:
        await person.leave()
    return seconds, failures


def states(runs: Path) -> list[str]:
    """Return the state of every run in the folder."""
    return [run.status().state for run in runs_below(runs)]


def fair(runs: Path) -> float:
    """Return the share of neighbouring presses whose runs also ended in that order."""
    made = sorted((run.made, run.status().changed) for run in runs_below(runs))
    ends = [end for _, end in made]
    pairs = list(itertools.pairwise(ends))
    return sum(a <= b for a, b in pairs) / max(1, len(pairs))


def one_after_another(number: int) -> float:
    """Return the seconds one run takes when several follow one another with nobody waiting."""
    engine = LocalEngine(Path(tempfile.mkdtemp()), slots=1)
    started = time.perf_counter()
    for turn in range(number):
        run = engine.submit(SETTINGS, f"alone {turn}")
        while engine.watch(run).status.state != "done":
            time.sleep(0.1)
    return (time.perf_counter() - started) / number


def main() -> None:
    """Measure and print the table."""
    options = arguments(__doc__, visitors=30, within=10.0).parse_args()
    alone = one_after_another(3)
    runs = Path(tempfile.mkdtemp(prefix="class-"))
    with running_app(CNN_RUNS=str(runs)) as (address, _, _):
        seconds, failures = asyncio.run(finish(address, runs, options.visitors, options.within))
    rows = [
        Measurement("runs finished", states(runs).count("done"), "", f"{options.visitors}"),
        Measurement("neighbours served in their order", fair(runs), "", "1"),
        Measurement("one run alone, one after another", alone, "s", ""),
        Measurement(
            "throughput of the queue against that",
            options.visitors * alone / seconds,
            "",
            "at least 0.9",
        ),
        Measurement("everybody's run done, from the first press", seconds, "s", "at most 300 s"),
        Measurement("exceptions shown", len(failures), "", "0"),
    ]
    table = markdown("class-training", rows)
    sys.stdout.write(table + "\n")
    if options.write:
        write_readme("class-training", table)
    for failure in sorted(set(failures)):
        sys.stdout.write(f"{failure}\n")


if __name__ == "__main__":
    main()
