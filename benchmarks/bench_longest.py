"""Another visitor's slider while somebody does the ten things that take the server longest."""

import asyncio
import json
import random
import subprocess
import sys
from collections.abc import Collection, Iterable
from contextlib import suppress
from itertools import cycle

from benchmarks.bench_beside import moves, p95
from benchmarks.chromium import ROOT, running_app
from benchmarks.load import prepare
from benchmarks.table import Measurement
from benchmarks.visitors import Visitor
from ui.lessons import address_path, lesson_named

LONGEST = 10


def longest() -> dict[str, float]:
    """Return the links, presses included, that take a warm server longest, and their seconds."""
    command = [sys.executable, "-m", "benchmarks.longest"]
    found = json.loads(subprocess.check_output(command, cwd=ROOT, stderr=subprocess.DEVNULL))
    return dict(list(found.items())[:LONGEST])


async def _do(address: str, links: Iterable[str], took: dict[str, list[float]]) -> None:
    """Do them in a loop, each as a new visitor; note the seconds that each took.

    Raise `RuntimeError` where one shows an exception.
    """
    for number, link in enumerate(cycle(links)):
        visitor = Visitor(address, random.Random(number))
        where, *presses = link.split(" > ")
        lesson, _, query = where.partition("?")
        seconds = await visitor.join(address_path(lesson_named(lesson)), query)
        for label in presses:
            took_on = await visitor.press(label)
            if took_on is None:
                raise RuntimeError(f"{link}: no such button")
            seconds += took_on
        took.setdefault(link, []).append(seconds)
        await visitor.leave()
        if visitor.failures:
            raise RuntimeError(f"{link}: {visitor.failures}")


async def _both(
    address: str, links: Collection[str]
) -> tuple[list[float], list[float], dict[str, list[float]]]:
    await prepare(address)
    took: dict[str, list[float]] = {}
    idle = await moves(address)
    loop = asyncio.create_task(_do(address, links, took))
    beside = await moves(address)
    while len(took) < len(links) and not loop.done():
        beside += await moves(address)
    loop.cancel()
    with suppress(asyncio.CancelledError):
        await loop
    return idle, beside, took


def measure() -> list[Measurement]:
    """Move a slider alone, then beside the ten."""
    links = longest()
    with running_app() as (address, _, _):
        idle, beside, took = asyncio.run(_both(address, links))
    done = sum(map(len, took.values()))
    rows = [
        Measurement("slider p95, alone", p95(idle), "ms", "", f"{len(idle)} moves"),
        Measurement(
            "slider p95 beside the ten", p95(beside), "ms", "", f"{len(beside)} moves, {done} done"
        ),
        Measurement("times the one alone", p95(beside) / p95(idle), "x", "at most 2 x"),
    ]
    for link, seconds in links.items():
        note = f"beside that slider {max(took[link]):.1f} s at most"
        rows.append(Measurement(f"`{link}`: processor time", seconds, "s", "", note))
    return rows
