"""Move a control by keyboard and measure where the page changes: pixels before against after.

The window is as high as the page, so that one picture holds all of it; what would be in view in a
window of 720 or 844 pixels is worked out from the places alone.
"""

import io
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PIL import Image

SQUARE = 8  # what changed is counted in squares of so many pixels
HEADER = 60  # Streamlit's own bar covers so much of the top of the window
_REST = """() => {
  const state = document.querySelector('[data-test-script-state]').dataset.testScriptState;
  const busy = '[data-testid=stSkeleton], [data-testid=stSpinner], [data-stale=true]';
  const rests = state === 'notRunning' && !document.querySelector(busy);
  window.restsSince = rests ? window.restsSince || Date.now() : 0;
  return rests && Date.now() - window.restsSince > 250;
}"""
_FOLDS = "[data-testid=stMain] details:not([open]):has(input) > summary"
_STILL = """(fold) => new Promise((still) => {
  const look = (calm) => {
    if (calm === 10) return still();
    const moves = !fold.open || fold.getAnimations().length > 0;
    requestAnimationFrame(() => look(moves ? 0 : calm + 1));
  };
  look(0);
})"""
_FOUND = """() => {
  const inputs = "input:is([type=range], [type=number], [type=checkbox], [role=combobox])";
  const found = `[data-testid=stMain] :is(${inputs}, button[data-variant])`;
  const keys = {};
  for (const one of document.querySelectorAll(found)) {
    const frame = one.closest('[data-testid=stElementContainer]');
    const { x, y, width, height } = one.getBoundingClientRect();
    const there = document.elementFromPoint(x + width / 2, y + height / 2);
    const named = frame?.className.match(/st-key-([\\w-]+)/);
    if (!named || one.disabled || !frame.contains(there)) continue;
    const key = named[1];
    keys[key] ??= one.matches('[role=combobox]') ? 'select' : one.type;
  }
  return Object.entries(keys);
}"""
_STUCK = """() => [...document.querySelectorAll('[data-testid=stMain] *')]
  .filter((one) => getComputedStyle(one).position === 'sticky')
  .map((one) => one.getBoundingClientRect())
  .map((box) => [box.left, box.top, box.right, box.bottom])
"""


class Box(NamedTuple):
    """A rectangle of the page, in pixels from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


def rest(page: object) -> None:
    """Wait until nothing has run or waited for a quarter of a second."""
    page.evaluate("() => { window.restsSince = 0 }")
    page.wait_for_function(_REST, timeout=60_000)


def unfold(page: object) -> bool:
    """Open the folds that hold a control; tell whether there were any."""
    folds = page.locator(_FOLDS).all()
    for fold in reversed(folds):  # an open one is none of them any more
        fold.click()
    for fold in page.locator("[data-testid=stMain] details[open]").all():
        fold.evaluate(_STILL)
    rest(page)
    return bool(folds)


def more_settings(page: object) -> None:
    """Open *More settings* and wait until it has grown: what grows slips from under a click."""
    fold = page.locator("details").filter(has_text="More settings")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    fold.evaluate(_STILL)


def has_folds(page: object) -> bool:
    """Tell whether a fold that is shut holds a control."""
    return page.locator(_FOLDS).count() > 0


def controls(page: object) -> dict[str, str]:
    """Return the key of every control in sight and its kind, in the order of the page."""
    return dict(page.evaluate(_FOUND))


def stands(page: object, key: str) -> bool:
    """Tell whether the control is on the page."""
    return page.locator(f".st-key-{key}").count() > 0


def place(page: object, key: str) -> Box | None:
    """Return where the control lies, if it is on the page."""
    found = places(page, f".st-key-{key}")
    return found[0] if found else None


def places(page: object, selector: str) -> list[Box]:
    """Return where the elements lie."""
    boxes = [one.bounding_box() for one in page.locator(selector).all()]
    found = ((box["x"], box["y"], box["width"], box["height"]) for box in boxes if box)
    return [Box(x, y, x + width, y + height) for x, y, width, height in found]


def stuck(page: object) -> list[Box]:
    """Return what stays in the window wherever the page is scrolled to."""
    return [Box(*box) for box in page.evaluate(_STUCK)]


def move(page: object, key: str, kind: str) -> bool:
    """Move the control once by keyboard; tell whether it took another value."""
    frame = page.locator(f".st-key-{key}").first
    one = frame.locator("input" if kind != "button" else "button[data-variant]").first
    before = _state(frame)
    for keys in _KEYS[kind]:
        start = frame.locator("button[aria-checked=true]") if keys[0].startswith("Arrow") else one
        (start if kind == "button" and start.count() == 1 else one).press(keys[0])
        for pressed in keys[1:]:
            page.keyboard.press(pressed)
        if _took(page, key, before):
            break
    took = _state(frame) != before
    page.evaluate("() => document.activeElement.blur()")
    rest(page)
    return took


# what is pressed, until the value is another
_KEYS = {
    "range": (["ArrowRight"], ["ArrowLeft"]),
    "number": (["ArrowUp", "Enter"], ["ArrowDown", "Enter"]),
    "checkbox": (["Space"],),
    "select": (["ArrowDown", "ArrowDown", "Enter"], ["ArrowDown", "ArrowUp", "Enter"]),
    "button": (["ArrowRight", "Enter"], ["ArrowLeft", "Enter"], ["Space"]),
}
_STATE = """(frame) => [...frame.querySelectorAll('input, button')].map((one) =>
  [one.value, one.checked, one.ariaChecked, one.ariaPressed].join()).join(';')"""


def _state(frame: object) -> str:
    return frame.evaluate(_STATE) if frame.count() else ""


def _took(page: object, key: str, before: str) -> bool:
    """Tell whether the control soon shows another value, or is gone."""
    for _ in range(10):
        if _state(page.locator(f".st-key-{key}").first) != before:
            return True
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    return False


def picture(page: object) -> np.ndarray:
    """Return the page once it stands still, its sidebar blank (height, width, 3)."""
    last = None
    for _ in range(20):
        data = page.screenshot(animations="disabled", caret="hide")
        if data == last:
            break
        last = data
    pixels = np.asarray(Image.open(io.BytesIO(last)).convert("RGB")).astype(np.int16)
    left = int(page.locator("[data-testid=stMain]").bounding_box()["x"])
    pixels[:, :left] = pixels[-1, left]
    return pixels


def changed(before: np.ndarray, after: np.ndarray, *, without: list[Box]) -> np.ndarray:
    """Return which squares changed, leaving out boxes: the control's own, for one.

    What has only moved up or down, below a text that became shorter or longer, has not changed.
    """
    differs = np.abs(before - after).max(axis=2) > 8
    differs &= (after != after[-1]).any(axis=(1, 2))[:, None]  # what is gone is not seen
    for box in without:
        top, left = max(0, int(box.top) - 6), max(0, int(box.left) - 6)
        differs[top : int(box.bottom) + 6, left : int(box.right) + 6] = False
    known = {before[band].tobytes() for band in _bands(before)}
    for band in _bands(after):
        if after[band].tobytes() in known:
            differs[band] = False
    rows, columns = (size // SQUARE for size in differs.shape)
    whole = differs[: rows * SQUARE, : columns * SQUARE]
    return whole.reshape(rows, SQUARE, columns, SQUARE).any(axis=(1, 3))


def _bands(picture: np.ndarray) -> list[slice]:
    """Return the stretches of rows that hold anything, parted by blank ones."""
    inked = (picture != picture[-1]).any(axis=(1, 2))
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked, [0]))))
    return [slice(top, end) for top, end in edges.reshape(-1, 2)]


def in_view(
    squares: np.ndarray, control: Box, height: int, always: Sequence[Box] = ()
) -> tuple[float, int]:
    """Return how much of what a window can show of the change it shows with the control in it.

    The window is `height` pixels high and scrolled as its visitor likes best, with the control for
    the one number, without for the other. What lies in the boxes `always` is seen by any. Returns
    the share, and the number of squares seen with the control.
    """
    stays = np.zeros_like(squares)
    for box in always:
        top, left, right, bottom = (int(edge) // SQUARE for edge in (box.top, box.left, *box[2:]))
        stays[top : bottom + 1, left : right + 1] = True
    rows, seen_by_all = (squares & ~stays).sum(axis=1), (squares & stays).sum()

    def seen(top: int) -> int:
        first = (top + HEADER * (top > 0)) // SQUARE
        return int(seen_by_all + rows[first : (top + height) // SQUARE].sum())

    ends = max(0, control.bottom - height), max(0, control.top - HEADER)
    with_it = max(map(seen, range(int(ends[0]), int(max(ends)) + 1, SQUARE)))
    return with_it / max(map(seen, range(0, len(squares) * SQUARE, SQUARE))), with_it
