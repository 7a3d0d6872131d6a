"""What the first visitor of each lesson waits for, ten seconds after somebody opened home.

Every lesson has a server of its own, once with `CNN_WARM=0`, once as it is. "Complete" is a page
whose script has ended, with no spinner and no grey placeholder left. Meanwhile, on one more pair of
servers, a visitor moves sliders.
"""

import asyncio
import os
import random
import time

from benchmarks.bench_beside import p95
from benchmarks.chromium import chromium, memory_mb, running_app
from benchmarks.table import Measurement
from benchmarks.visitors import Visitor
from ui.lessons import LESSONS, Lesson, address_path

PAUSE = 10.0  # seconds from home complete to the lesson
MOVES_FOR = 12.0  # seconds from the first page on
COMPLETE = """() => {
    const ended = document.querySelector("[data-test-script-state=notRunning]");
    const waits = document.querySelector("[data-testid=stSpinner], [data-testid=stSkeleton]");
    if (!document.querySelector("h1") || !ended || waits) {
        window.completeSince = null;
        return false;
    }
    window.completeSince ??= performance.now();
    return performance.now() - window.completeSince > 200 && window.completeSince;
}"""


class Slider(Visitor):
    """A visitor who moves nothing but sliders."""

    def _meet(self, element: object, fragment: str) -> None:
        if element.WhichOneof("type") in ("slider", "exception"):
            super()._meet(element, fragment)


def seconds_to_complete(browser: object, address: str) -> float:
    """Open an address in a browser that knows nothing yet; return the seconds until complete."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address)
    since = page.wait_for_function(COMPLETE, polling=20, timeout=120_000).json_value()
    context.close()
    return since / 1000


def visit(browser: object, lesson: Lesson, warm: str) -> tuple[float, float, float]:
    """Return the seconds of the first and the second visit, and the server's memory in MB."""
    with running_app(CNN_WARM=warm) as (address, process, _):
        seconds_to_complete(browser, address)
        time.sleep(PAUSE)
        path = f"{address}/{address_path(lesson)}"
        first, again = (seconds_to_complete(browser, path) for _ in range(2))
        return first, again, memory_mb(process)


async def _move(address: str) -> list[float]:
    visitor = Slider(address, random.Random(0))
    await visitor.join("convolution")
    took, until = [], time.perf_counter() + MOVES_FOR
    while time.perf_counter() < until:
        took.append(1000 * await visitor.move())
        await asyncio.sleep(0.1)
    await visitor.leave()
    assert not visitor.failures
    return took


def moves(warm: str) -> list[float]:
    """Return the milliseconds of a first visitor's moves on a server just started."""
    with running_app(CNN_WARM=warm) as (address, _, _):
        return asyncio.run(_move(address))


def measure() -> list[Measurement]:
    """Open every lesson, or those that $CNN_LESSONS names, cold and prepared."""
    chosen = os.environ.get("CNN_LESSONS", "").split() or [lesson.name for lesson in LESSONS]
    rows = []
    with chromium() as browser:
        for lesson in (lesson for lesson in LESSONS if lesson.name in chosen):
            cold, ready = (visit(browser, lesson, warm) for warm in "01")
            for number, (what, target) in enumerate((("first", 2.5), ("second", 1.5))):
                name, note = f"{lesson.name}, {what} visit", f"{cold[number]:.2f} s cold"
                rows.append(Measurement(name, ready[number], "s", f"at most {target:g} s", note))
    cold_moves, ready_moves = moves("0"), moves("1")
    usual, meanwhile = p95(cold_moves), p95(ready_moves)
    count = f"{len(cold_moves)} and {len(ready_moves)} moves"
    return [
        *rows,
        Measurement(
            "server memory, last lesson open", ready[2], "MB", "", f"{cold[2]:.0f} MB cold"
        ),
        Measurement(
            "slider p95 while lessons load", meanwhile, "ms", "", f"{usual:.0f} ms usually"
        ),
        Measurement("times the usual", meanwhile / usual, "x", "at most 1.5 x", count),
    ]
