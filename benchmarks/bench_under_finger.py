"""What one waits for under the finger: a moved slider beside pointing at a cell and a bare page."""

import statistics

from benchmarks.bare_page import bare_page
from benchmarks.bench_convolution import LARGEST, WATCH
from benchmarks.chromium import chromium, running_app, seconds_to_settled
from benchmarks.table import Measurement

MOVES = 16
_CHANNELS = "image=" + "__".join(
    "_".join(["12345", "54321", "11211", "90909", "10101"]) for _ in "rgb"
)
BOARDS = {"5 × 5": "?tab=size", "12 × 12, kernel 5": f"?{LARGEST}", "3 channels": f"?{_CHANNELS}"}
SLIDERS = ("padding", "stride", "dilation")

_FRAMES = """() => {
  window.frames_ = [];
  let last = performance.now();
  const tick = (now) => { frames_.push(now - last); last = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""


def measure() -> list[Measurement]:
    """Move padding, stride and dilation on three boards, point at cells, and move a bare slider."""
    rows = []
    with running_app() as (address, _, _), bare_page() as (bare, _), chromium() as browser:
        floor = _floor(browser, bare)
        rows.append(_row("a bare page: slider moved", floor, "", ""))
        for name, query in BOARDS.items():
            rows += _board(browser, f"{address}/convolution{query}", name)
    return rows


def _floor(browser: object, address: str) -> list[float]:
    page = browser.new_page()
    seconds_to_settled(page, address)
    page.evaluate(WATCH, "[data-testid=stText]")
    times = _moves(page, "stride")
    page.close()
    return times


def _moves(page: object, slider: str) -> list[float]:
    page.locator(f".st-key-{slider} input").focus()
    for move in range(MOVES):
        before = page.evaluate("painted.length")
        page.keyboard.press("ArrowRight" if move % 2 == 0 else "ArrowLeft")
        page.wait_for_function(f"painted.length > {before}", polling=20)
        page.wait_for_selector("[data-test-script-state=notRunning]")
        page.wait_for_timeout(300)  # the finger rests, the tabs below follow
    return page.evaluate("painted")


def _board(browser: object, address: str, name: str) -> list[Measurement]:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    received = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda word: received.append(1)))
    seconds_to_settled(page, address)
    page.wait_for_selector(".board .cell")
    page.get_by_text("More settings").click()
    page.evaluate(WATCH, ".stage")
    pointing = _pointing(page)
    rows = [_row(f"{name}: pointing at a cell", pointing, "", "")]
    most = f"at most {1.5 * statistics.median(pointing):.0f} ms"
    for slider in SLIDERS:
        page.evaluate("painted.length = 0")
        received.clear()
        times = _moves(page, slider)
        frames = f"{len(received) / MOVES:.0f} messages a move"
        rows.append(_row(f"{name}: {slider} moved", times, most, frames))
    frames = _drag(page)
    rows.append(
        _row(f"{name}: a frame of a drag over all paddings", frames, "17 ms, none over 50", "")
    )
    page.close()
    return rows


def _pointing(page: object) -> list[float]:
    cells = page.locator(".board .cell[data-grid=map0]")
    for move in range(MOVES):
        before = page.evaluate("painted.length")
        cells.nth(move % 2).hover()
        page.wait_for_function(f"painted.length > {before}", polling=20)
    page.mouse.move(5, 5)  # a board that moves under the pointer would be pointed at again
    return page.evaluate("painted")


def _drag(page: object) -> list[float]:
    box = page.locator(".st-key-padding [role=group]").bounding_box()
    left, right, level = box["x"] + 6, box["x"] + box["width"] - 6, box["y"] + box["height"] / 2
    page.mouse.move(left, level)
    page.mouse.down()
    page.evaluate(_FRAMES)
    for end in (right, left):
        page.mouse.move(end, level, steps=40)
    frames = page.evaluate("frames_.slice(1)")
    page.mouse.up()
    return frames


def _row(what: str, times: list[float], target: str, note: str) -> Measurement:
    worst = f"slowest of {len(times)}: {max(times):.0f} ms"
    return Measurement(
        what, statistics.median(times), "ms", target, f"{worst}; {note}".rstrip("; ")
    )
