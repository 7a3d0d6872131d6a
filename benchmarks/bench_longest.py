"""Another visitor's slider while somebody does the ten things that take the server longest."""

import asyncio
import random
from contextlib import suppress
from itertools import cycle

from benchmarks.bench_beside import moves, p95
from benchmarks.chromium import running_app
from benchmarks.load import prepare
from benchmarks.table import Measurement
from benchmarks.visitors import Visitor

# by processor time, every link of tests/pages/shown opened with nothing cached (2026-11-27)
LONGEST = (
    ("own_classes", "own=holds"),
    ("own_classes", "own=try"),
    ("own_classes", "own=trap"),
    ("inside", "inside=surgery"),
    ("filter_gallery", "gallery=imagenet"),
    ("filter_gallery", "gallery=rules"),
    ("draw_digit", "source=photo&view=neighbours"),
    ("inside", "inside=like&like_layer=conv2"),
    ("filter_gallery", "gallery=learned"),
    ("own_classes", "own=all"),
)


async def _do(address: str, took: dict[str, list[float]]) -> None:
    """Do them in a loop, each as a new visitor; note the seconds that each took.

    Raise `RuntimeError` where one shows an exception.
    """
    for number, (path, query) in enumerate(cycle(LONGEST)):
        visitor = Visitor(address, random.Random(number))
        seconds = await visitor.join(path, query)
        took.setdefault(query, []).append(seconds)
        await visitor.leave()
        if visitor.failures:
            raise RuntimeError(f"{path}?{query}: {visitor.failures}")


async def _both(address: str) -> tuple[list[float], list[float], dict[str, list[float]]]:
    await prepare(address)
    took: dict[str, list[float]] = {}
    idle = await moves(address)
    longest = asyncio.create_task(_do(address, took))
    beside = await moves(address)
    while len(took) < len(LONGEST) and not longest.done():
        beside += await moves(address)
    longest.cancel()
    with suppress(asyncio.CancelledError):
        await longest
    return idle, beside, took


def measure() -> list[Measurement]:
    """Move a slider alone, then beside the ten."""
    with running_app() as (address, _, _):
        idle, beside, took = asyncio.run(_both(address))
    slowest = max(took, key=lambda query: max(took[query]))
    done = sum(map(len, took.values()))
    return [
        Measurement("slider p95, alone", p95(idle), "ms", "", f"{len(idle)} moves"),
        Measurement(
            "slider p95 beside the ten", p95(beside), "ms", "", f"{len(beside)} moves, {done} done"
        ),
        Measurement("times the one alone", p95(beside) / p95(idle), "x", "at most 2 x"),
        Measurement("slowest of the ten", max(took[slowest]), "s", "", slowest),
    ]
