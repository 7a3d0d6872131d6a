"""One control of every tab beside a bare page's slider: from the event to the last change."""

import statistics
from dataclasses import dataclass

from playwright.sync_api import TimeoutError

from benchmarks.bare_page import bare_page
from benchmarks.chromium import chromium, running_app, seconds_to_settled
from benchmarks.table import Measurement
from tests.lesson_tabs import Tab, every_tab
from ui.lessons import address_path

MOVES = 6
WORST = 10
TIMES = 3  # the floor's: what a move may take
_READY = 1500  # ms: an element's own script may come after the page's end

# Notes when messages come and what is drawn changes, and the event before them.
_LISTEN = """(() => {
  window.seen = { from: 0, last: 0, messages: 0 };
  const note = () => { if (seen.from) seen.last = performance.now(); };
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...words) {
      super(...words);
      this.addEventListener("message", () => { seen.messages += 1; note(); });
    }
  };
  for (const name of ["keydown", "pointerdown", "pointerup"]) {
    addEventListener(name, () => {
      Object.assign(seen, { from: performance.now(), last: 0, messages: 0 });
    }, true);
  }
  addEventListener("DOMContentLoaded", () => new MutationObserver(note).observe(
    document, { childList: true, subtree: true, characterData: true }));
})()"""
# Messages have come, and for a while nothing more.
_QUIET = "() => seen.messages > 1 && performance.now() - seen.last > 350"
_PATIENCE = 3000  # ms
_PANEL = "[role=tabpanel]:not([hidden]) >> visible=true >> "
_KINDS = {
    "slider": "[data-testid=stSlider] input[type=range]:not([disabled])",
    "number": "[data-testid=stNumberInput] input:not([disabled])",
    "switch": "[data-testid=stCheckbox] input:not([disabled])",
    "choice": "[data-testid=stButtonGroup] button:not([disabled]) ~ button",
    "list": "[data-testid=stSelectbox] input:not([disabled])",
}


@dataclass(frozen=True)
class Moved:
    """A control's kind, and for every move its ms and the messages it took."""

    kind: str
    times: list[float]
    messages: list[float]

    @property
    def time(self) -> float:
        """Return the median in ms."""
        return statistics.median(self.times)


def measure() -> list[Measurement]:
    """Move a control of every tab of every lesson, draw a digit, and move a bare page's slider."""
    with running_app() as (address, _, _), bare_page() as (bare, _), chromium() as browser:
        floor = _opened(browser, bare, "")
        moved = {_name(tab): _opened(browser, address + _path(tab), _PANEL) for tab in every_tab()}
        moved["Draw a digit: pen up"] = _drawn(browser, f"{address}/draw_digit")
    found = {name: one for name, one in moved.items() if one}
    slowest = sorted(found, key=lambda name: found[name].time, reverse=True)
    rows = [_row("a bare page", floor, floor)]
    ratio = statistics.median(one.time for one in found.values()) / floor.time
    without = f"{len(moved) - len(found)} tabs have nothing to move"
    rows.append(Measurement("all tabs, median", ratio, "times the floor", "", without))
    return rows + [_row(name, found[name], floor) for name in slowest[:WORST]]


def _row(name: str, moved: Moved, floor: Moved) -> Measurement:
    ratio, messages = moved.time / floor.time, statistics.median(moved.messages)
    note = (
        f"{ratio:.1f} times the floor; {messages:.0f} messages; slowest {max(moved.times):.0f} ms"
    )
    what = f"{name}: {moved.kind}" if moved.kind else name
    return Measurement(what, moved.time, "ms", f"at most {TIMES * floor.time:.0f} ms", note)


def _name(tab: Tab) -> str:
    return f"{tab.lesson.title}: {tab.label}"


def _path(tab: Tab) -> str:
    return f"/{address_path(tab.lesson)}?{tab.word}={tab.key}"


def _opened(browser: object, address: str, within: str) -> Moved | None:
    """Move the first control of a page, the tab's own before the lesson's."""
    page = _page(browser, address)
    for place in dict.fromkeys((within, "")):
        for kind, selector in _KINDS.items():
            control = page.locator(f"[data-testid=stMain] >> {place}{selector}").first
            if control.count() and control.is_visible() and _answers(page, kind, control):
                moved = _moved(page, kind, control)
                page.close()
                return moved
    page.close()
    return None


def _answers(page: object, kind: str, control: object) -> bool:
    """Move a control forth, for the first time; tell whether the server was asked."""
    control.scroll_into_view_if_needed()
    try:
        _move(page, kind, control, forth=True)
        page.wait_for_function(_QUIET, polling=50, timeout=_PATIENCE)
    except TimeoutError:  # a list of one, or what the browser answers by itself
        page.keyboard.press("Escape")
        return False
    return True


def _page(browser: object, address: str) -> object:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.add_init_script(_LISTEN)
    seconds_to_settled(page, address)
    page.wait_for_timeout(_READY)
    return page


def _moved(page: object, kind: str, control: object) -> Moved:
    times, messages = [], []
    for move in range(MOVES):
        _move(page, kind, control, forth=move % 2 == 1)
        _note(page, times, messages)
    return Moved(kind, times, messages)


def _move(page: object, kind: str, control: object, *, forth: bool) -> None:
    if kind != "list":
        control.focus()
    if kind == "slider":
        page.keyboard.press("ArrowRight" if forth else "ArrowLeft")
    elif kind == "number":
        page.keyboard.press("ArrowUp" if forth else "ArrowDown")
    elif kind == "switch":
        page.keyboard.press("Space")
    elif kind == "choice":
        (control if forth else control.locator("xpath=preceding-sibling::button").last).focus()
        page.keyboard.press("Space")
    else:
        control.click()
        page.get_by_role("option").nth(1 if forth else 0).click(timeout=_PATIENCE)


def _note(page: object, times: list[float], messages: list[float]) -> None:
    page.wait_for_function(_QUIET, polling=50, timeout=20_000)
    time, many = page.evaluate("[seen.last - seen.from, seen.messages]")
    times.append(time)
    messages.append(many)


def _drawn(browser: object, address: str) -> Moved:
    """Draw strokes; from the pen's lifting on."""
    page = _page(browser, address)
    page.wait_for_selector("canvas")
    box = page.locator("canvas").last.bounding_box()
    times, messages = [], []
    for stroke in range(MOVES):
        left, top = box["x"] + 40 + 20 * stroke, box["y"] + 40
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move(left + 10, top + 180, steps=4)
        page.mouse.up()
        _note(page, times, messages)
    page.close()
    return Moved("", times, messages)
