"""A class that moves as one: `python -m benchmarks.led_class --followers 60`.

Starts the app on a free port of this machine; sixty visitors follow a host from lesson to lesson
and predict what is asked of the room, while others, outside it, move controls. Prints what the last
to come waited, how the others fared meanwhile, and when the projector had it all.
"""

import argparse
import asyncio
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.chromium import running_app
from benchmarks.load import PATHS, percentile, prepare
from benchmarks.seats import Seat
from benchmarks.table import Measurement, arguments, markdown, write_readme
from benchmarks.visitors import Visitor
from cnncore.classroom.rooms import Classroom
from ui.lessons import address_path, lesson_named

KEY = "open sesame"
QUESTION, STEP, PART = "convolution:cell", "convolution?step=cell", "Your prediction"
PLACES = (
    "network?network_tab=sharing",
    "convolution?stride=2",
    "filter_gallery?family=edges",
    "home?",
)
_COUNT = re.compile(r"\*\*(\d+)\*\* predictions?")
_BAR = re.compile(r"<span>(\d+)</span>")


@dataclass
class Seen:
    """What the class saw: seconds until each had come, the others' moves, quiet and led."""

    came: list[float] = field(default_factory=list)
    quiet: list[float] = field(default_factory=list)
    led: list[float] = field(default_factory=list)
    answering: float = 0.0
    answers: int = 0
    counted: float = 0.0
    revealed: float = 0.0
    failures: list[str] = field(default_factory=list)


async def until(is_so: Callable[[], bool], seconds: float = 60.0) -> float:
    """Wait until something is so; return the seconds that took."""
    started = time.perf_counter()
    while not is_so():
        if time.perf_counter() - started > seconds:
            raise TimeoutError(f"not so after {seconds:g} s")
        await asyncio.sleep(0.01)
    return time.perf_counter() - started


async def wander(visitor: Visitor, every: float, log: list[list[float]]) -> None:
    """Move a control every few seconds; the times go to the last list of the log."""
    while True:
        await asyncio.sleep(every * visitor.random.uniform(0.5, 1.5))
        seconds = await visitor.move()
        if seconds is not None:
            log[-1].append(seconds)


async def projector(address: str, code: str) -> Seat:
    """Be the host, who has given the key, and show the room on the projector."""
    host = Seat(address, random.Random(0))
    await host.join("host", f"host_tab=room&hosting={code}")
    await host.say("Host key", KEY, "Open")
    await host.switch("host", f"view=project&hosting={code}")
    if not any(code in words for words in host.words):
        raise RuntimeError("the projector does not show the room")
    return host


async def lead(school: Classroom, code: str, place: str, seats: list[Seat], seen: Seen) -> None:
    """Take the class to a lesson and wait until all have come."""
    path = address_path(lesson_named(place.partition("?")[0]))
    before = time.perf_counter()
    await asyncio.to_thread(school.lead, code, place)
    await until(lambda: all(seat.path == path and seat.came > before for seat in seats))
    seen.came += [seat.came - before for seat in seats]


async def ask(
    school: Classroom, code: str, seats: list[Seat], host: Seat, options: argparse.Namespace
) -> tuple[float, int, float, float]:
    """Ask the class; return the seconds of answering, the answers, the projector's two waits."""
    await asyncio.to_thread(school.ask, code, STEP, QUESTION)
    await until(lambda: all(PART in seat.fields for seat in seats))

    async def answer(seat: Seat) -> None:
        await asyncio.sleep(seat.random.uniform(0, options.answer - 1))
        await seat.say(PART, float(seat.random.randint(1, 6)), "That is my prediction")

    started = time.perf_counter()
    await asyncio.gather(*(answer(seat) for seat in seats))
    answering = time.perf_counter() - started
    count = len(seats)
    counted = await until(lambda: last(host, _COUNT) == str(count))
    await asyncio.to_thread(school.reveal, code)
    revealed = await until(lambda: shown(host) == count)
    (kept,) = school.predictions(code, QUESTION).values()
    return answering, len(kept), counted, revealed


def last(seat: Seat, pattern: re.Pattern[str]) -> str:
    """Return what the latest words of this form say, "" where none are."""
    return next((found[-1] for words in seat.words[::-1] if (found := pattern.findall(words))), "")


def shown(host: Seat) -> int:
    """Count the predictions that the projector's bars show."""
    bars = next((words for words in host.words[::-1] if "predictions" in words), "")
    return sum(int(one) for one in _BAR.findall(bars))


async def hold(address: str, school: Classroom, options: argparse.Namespace) -> Seen:
    """Seat everybody, lead them and ask them; return what was seen."""
    seen, code = Seen(), school.open_room()
    await prepare(address)
    host = await projector(address, code)
    seats = [Seat(address, random.Random(options.seed + n)) for n in range(options.followers)]
    others = [Visitor(address, random.Random(-n)) for n in range(1, options.others + 1)]
    for seat in seats:
        await seat.join("", f"room={code}")
    for number, other in enumerate(others):
        await other.join(PATHS[number % len(PATHS)])
    moves = [seen.quiet]
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(seat.sit()) for seat in (host, *seats)]
        tasks += [group.create_task(wander(other, options.every, moves)) for other in others]
        await asyncio.sleep(options.seconds)
        moves.append(seen.led)
        for place in PLACES:
            await lead(school, code, place, seats, seen)
            await asyncio.sleep(1.0)
        told = await ask(school, code, seats, host, options)
        seen.answering, seen.answers, seen.counted, seen.revealed = told
        for task in tasks:
            task.cancel()
    for visitor in (host, *seats, *others):
        seen.failures += visitor.failures
        await visitor.leave()
    return seen


def summarise(seen: Seen, options: argparse.Namespace) -> list[Measurement]:
    """Turn what was seen into the rows of a table."""
    quiet, led = (percentile(times, 0.95) * 1000 for times in (seen.quiet, seen.led))
    many = f"{options.followers}"
    return [
        Measurement("led to another lesson, p50", percentile(seen.came, 0.5), "s", ""),
        Measurement(
            "led to another lesson, p95", percentile(seen.came, 0.95), "s", "at most 2 s",
            f"{len(PLACES)} times {many} followers",
        ),
        Measurement("the others' moves beside, p95", quiet, "ms", "", f"{len(seen.quiet)} moves"),
        Measurement("the same while led, p95", led, "ms", "", f"{len(seen.led)} moves"),
        Measurement("times the usual", led / quiet, "x", "at most 2 x"),
        Measurement("all have answered", seen.answering, "s", f"at most {options.answer:g} s"),
        Measurement("answers kept", seen.answers, "", many),
        Measurement("projector has counted the last", seen.counted, "s", "at most 1 s"),
        Measurement("projector shows all once revealed", seen.revealed, "s", "at most 1 s"),
        Measurement("failures", len(seen.failures), "", "0"),
    ]  # fmt: skip


def main() -> None:
    """Hold the class and print its table."""
    # others outside the room move every so often, quietly for `seconds` first
    numbers = {"followers": 60, "others": 12, "every": 1.5, "seconds": 20.0, "answer": 5.0}
    options = arguments(__doc__, **numbers, seed=0).parse_args()
    with tempfile.TemporaryDirectory(prefix="led-") as folder:
        places = {"CNN_RUNS": f"{folder}/runs", "CNN_DATA": folder, "CNN_HOST_KEY": KEY}
        school = Classroom(Path(folder) / "rooms.sqlite3")
        with running_app(**places) as (address, _, _):
            seen = asyncio.run(hold(address, school, options))
    table = markdown("led-class", summarise(seen, options))
    sys.stdout.write(table + "\n")
    if options.write:
        write_readme("led-class", table)
    for failure in sorted(set(seen.failures)):
        sys.stdout.write(f"{failure}\n")


if __name__ == "__main__":
    main()
