"""What a learner waits for on the convolution board: a slider, the server's part, a hover."""

import asyncio
import random
import statistics

from benchmarks.chromium import chromium, running_app, seconds_to_settled
from benchmarks.table import Measurement
from benchmarks.visitors import Visitor

LESSON = "convolution"
MOVES = 40
WARM_UP = 10  # the server settles (imports frozen, code compiled) in its first second
_DIGIT = "image=" + "_".join("000123498760" for _ in range(12))
LARGEST = f"{_DIGIT}&kernel=12321_24642_36963_24642_12321&padding=2"

# From an event to the frame that paints what it changed, in ms.
WATCH = """(selector) => {
  const host = [...document.querySelectorAll('*')].find(
    (one) => one.shadowRoot?.querySelector('.board'));
  const watched = (host?.shadowRoot ?? document).querySelector(selector);
  window.painted = [];
  let from = 0;
  const asked = () => { from = performance.now(); };
  addEventListener('keydown', asked, true);
  watched.getRootNode().addEventListener('pointerover', asked, true);
  new MutationObserver(() => {
    if (!from) return;
    const since = from;
    from = 0;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.painted.push(performance.now() - since);
      channel.port2.postMessage(0);
    });
  }).observe(watched, { childList: true, subtree: true, characterData: true, attributes: true });
}"""

# One hover after the other, each with the style and layout it causes.
_HOVER = """() => {
  const board = [...document.querySelectorAll('*')].find(
    (one) => one.shadowRoot?.querySelector('.board')).shadowRoot;
  const times = [];
  for (const grid of ['map0', 'image0', 'kernel0']) {
    for (const cell of board.querySelectorAll(`.cell[data-grid=${grid}]`)) {
      const from = performance.now();
      cell.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }));
      board.querySelector('.board').getBoundingClientRect();
      times.push(performance.now() - from);
    }
  }
  return times;
}"""


def _moves(page: object, address: str) -> list[float]:
    seconds_to_settled(page, address)
    page.wait_for_selector(".board .cell")
    page.evaluate(WATCH, ".stage")
    page.locator(".st-key-stride input").focus()
    for move in range(MOVES):
        page.keyboard.press("ArrowRight" if move % 2 == 0 else "ArrowLeft")
        page.wait_for_function(f"painted.length > {move}", polling=20)
        page.wait_for_selector("[data-test-script-state=notRunning]")
    return page.evaluate("painted")


async def _server(address: str, query: str) -> list[float]:
    visitor = Visitor(address, random.Random(0))
    await visitor.join(LESSON, query)
    stride = [n for n, (_, item, _) in visitor._widgets.items() if item.label == "Stride"]
    visitor._widgets = {name: visitor._widgets[name] for name in stride}
    times = []
    for _ in range(WARM_UP + MOVES):
        times.append(await visitor.move() * 1000)
        visitor._widgets = {name: visitor._widgets[name] for name in stride}
    await visitor.leave()
    return times[WARM_UP:]


def measure() -> list[Measurement]:
    """Move the stride slider and point at every cell, on the first board and on the largest."""
    boards = {"5 × 5, kernel 3 × 3": "", "12 × 12, kernel 5 × 5": LARGEST}
    with running_app() as (address, _, _):
        served = {name: asyncio.run(_server(address, query)) for name, query in boards.items()}
        with chromium() as browser:
            seen = {name: _looked(browser, f"{address}/{LESSON}?{boards[name]}") for name in boards}
    rows = []
    for name in boards:
        rows += _rows(name, served[name], *seen[name])
    return rows


def _looked(browser: object, address: str) -> tuple[list[float], list[float]]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    painted = _moves(page, address)
    hovers = page.evaluate(_HOVER)
    page.close()
    return painted, hovers


def _rows(
    name: str, served: list[float], painted: list[float], hovers: list[float]
) -> list[Measurement]:
    median = statistics.median
    moves = f"{name}; {MOVES} moves, slowest {max(painted):.0f} ms"
    cells = f"{name}; {len(hovers)} cells, slowest {max(hovers):.1f} ms"
    repainted, hover = "slider moved, board repainted", "hover, with style and layout"
    return [
        Measurement(repainted, median(painted), "ms", "at most 120 ms", moves),
        Measurement("the server's part of it", median(served), "ms", "at most 25 ms", name),
        Measurement(hover, median(hovers), "ms", "at most 16 ms", cells),
    ]
