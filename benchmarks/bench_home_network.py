"""Home and the network lesson: first paint, bytes sent, and what a changed layer costs."""

import gzip
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.chromium import ROOT, chromium, running_app
from benchmarks.table import Measurement

# one layer is changed at a time, as the buttons of the lesson do
EDITS = (
    "conv16k3p1-relu-max2-conv32k3p1-relu-max2-flatten-linear10",
    "conv16k5p1-relu-max2-conv32k3p1-relu-max2-flatten-linear10",
    "conv16k5p1-relu-avg2-conv32k3p1-relu-max2-flatten-linear10",
    "conv16k5p1-relu-avg2-conv64k3p1-relu-max2-flatten-linear10",
    "conv16k5p1-relu-avg2-conv64k3p1-relu-max2-linear10",
    "conv16k5p1-relu-avg2-conv64k3p1-relu-max2-flatten-linear10",
)
ROUNDS = 8
PAINTED = """() => performance.getEntriesByType('paint')
    .filter((one) => one.name === 'first-contentful-paint').map((one) => one.startTime)[0]"""


def measure() -> list[Measurement]:
    """Visit a freshly started app in a browser without a cache, then edit networks by AppTest."""
    return [*_home(), *_edits()]


def _home() -> list[Measurement]:
    with running_app(CNN_WARM="0") as (address, process, _), chromium() as browser:
        page = browser.new_page()
        responses, messages = [], []
        page.on("response", lambda response: responses.append(response))
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        client.on(
            "Network.webSocketFrameReceived",
            lambda event: messages.append(len(event["response"]["payloadData"])),
        )
        complete = _seconds_to_strip(page, lambda: page.goto(address))
        painted = page.evaluate(PAINTED) / 1000
        page.wait_for_timeout(1000)
        files = [_body(response) for response in responses]
        own = sum(messages)
        again = _seconds_to_strip(page, page.reload)
        cold, *strokes = [_seconds_to_maps(page, way) for way in range(9)]
        torch = "libtorch" in Path(f"/proc/{process.pid}/maps").read_text()
    plain, packed = sum(map(len, files)), sum(min(len(f), len(gzip.compress(f, 6))) for f in files)
    framework = "Streamlit's own files, kept a year by the browser"
    return [
        Measurement("home, first contentful paint", painted, "s", "at most 1 s"),
        Measurement("home complete, seven steps drawn, first visitor", complete, "s", ""),
        Measurement("home complete, opened again", again, "s", "at most 1 s"),
        Measurement("first stroke on home to its maps, cold", cold, "s", "at most 1 s"),
        Measurement("a later stroke to its maps", statistics.median(strokes), "s", "0.4 s"),
        Measurement("home, sent for the page itself", own / 1e6, "MB", ""),
        Measurement(
            "home, with the framework, empty cache",
            (own + plain) / 1e6,
            "MB",
            "at most 1.5 MB",
            framework,
        ),
        Measurement("the same through a compressing proxy", (own + packed) / 1e6, "MB", ""),
        Measurement("torch loaded by home (1 = yes)", float(torch), "", "0"),
    ]


def _seconds_to_strip(page: object, go: Callable[[], object]) -> float:
    started = time.perf_counter()
    go()
    page.wait_for_selector(".rail button >> nth=6", timeout=60_000)
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=60_000)
    return time.perf_counter() - started


def _seconds_to_maps(page: object, way: int) -> float:
    """Draw a line, each time another one; return the seconds until its maps begin to flow."""
    box = page.locator(".pad").bounding_box()
    x, y = box["x"] + 60, box["y"] + 60
    flow = page.locator(".flow").element_handle()
    before = flow.get_attribute("data-of")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20 * way, y + 150, steps=6)
    started = time.perf_counter()
    page.mouse.up()
    page.wait_for_function("([flow, of]) => flow.dataset.of !== of", arg=[flow, before])
    return time.perf_counter() - started


def _body(response: object) -> bytes:
    return response.body() if response.ok and response.request.method == "GET" else b""


def _edits() -> list[Measurement]:
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    app.run()
    app.switch_page("pages/network.py").run()
    seconds = []
    for number in range(ROUNDS * len(EDITS)):
        app.text_input(key="layers").set_value(EDITS[number % len(EDITS)])
        started = time.perf_counter()
        app.run()
        seconds.append(time.perf_counter() - started)
    assert not app.exception
    seconds.sort()
    note = f"{len(seconds)} edits, AppTest's own work included"
    return [
        Measurement(
            "network, a layer changed, median", 1000 * seconds[len(seconds) // 2], "ms", "≤ 60 ms"
        ),
        Measurement(
            "network, a layer changed, 95 of 100",
            1000 * seconds[int(0.95 * len(seconds))],
            "ms",
            "",
            note,
        ),
    ]
