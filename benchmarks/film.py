"""Film home for README: a 7 is drawn and flows through the network: `python -m benchmarks.film`.

Writes docs/screenshots/flow.webp, animated, from what the running app shows in Chromium.
"""

import io
import time
from itertools import pairwise

from PIL import Image

from benchmarks.chromium import ROOT, chromium, running_app

TARGET = ROOT / "docs" / "screenshots" / "flow.webp"
MOST_BYTES = 2_000_000
_STROKE = [(66, 70), (140, 62), (212, 66), (190, 112), (160, 168), (132, 228)]
_WINDOW = {"width": 1280, "height": 800}
_EVERY = 0.16  # seconds between two pictures
_SHOWN = (900, 520)  # at most
_LAST = 2.5  # seconds that the answer stays


def main() -> None:
    """Draw, watch until the answer stands, and store what was seen."""
    with running_app() as (address, _, _), chromium() as browser:
        page = browser.new_page(viewport=_WINDOW, color_scheme="light")
        page.goto(address)
        page.locator(".rail button").nth(6).wait_for(timeout=60_000)
        page.wait_for_selector("[data-test-script-state=notRunning]", timeout=60_000)
        frames = _frames(page)
    durations = [max(1, round(1000 * (after - at))) for (at, _), (after, _) in pairwise(frames)]
    pictures = [picture for _, picture in frames]
    for quality in range(80, 20, -10):
        _store(pictures, [*durations, round(1000 * _LAST)], quality)
        if TARGET.stat().st_size <= MOST_BYTES:
            break
    print(f"{TARGET.relative_to(ROOT)}: {len(pictures)} pictures, {TARGET.stat().st_size:,} bytes")


def _frames(page: object) -> list[tuple[float, Image.Image]]:
    """Return pictures of home's main thing with the second each was taken."""
    frames: list[tuple[float, Image.Image]] = []

    def take() -> None:
        at = time.perf_counter()
        picture = Image.open(io.BytesIO(page.locator(".flow").screenshot())).convert("RGB")
        picture.thumbnail(_SHOWN)
        frames.append((at, picture))

    box = page.locator(".pad").bounding_box()
    unit = box["width"] / 280
    places = [(box["x"] + x * unit, box["y"] + y * unit) for x, y in _STROKE]
    take()
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=6)
        take()
    page.mouse.up()
    page.locator(".answer b").wait_for()
    end = page.locator("[aria-current=step]", has_text="7 Answer")
    rests = page.locator("[data-do=play]", has_text="Play")
    while not (end.count() and rests.count()):
        began = time.perf_counter()
        take()
        page.wait_for_timeout(max(0, 1000 * (_EVERY - (time.perf_counter() - began))))
    take()
    return frames


def _store(pictures: list[Image.Image], durations: list[int], quality: int) -> None:
    first, *rest = pictures
    first.save(
        TARGET,
        save_all=True,
        append_images=rest,
        duration=durations,
        loop=0,
        quality=quality,
        method=4,
    )


if __name__ == "__main__":
    main()
