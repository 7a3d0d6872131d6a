"""Photograph the lessons of the running app for README: `python -m benchmarks.screenshots`.

Starts the app as a visitor's server would be, opens each lesson on a good example in Chromium and
writes docs/screenshots/<lesson>.jpg, none above 150 kB.
"""

import argparse
import io
from pathlib import Path

from PIL import Image

from benchmarks.chromium import ROOT, chromium, running_app
from ui.lessons import LESSONS, address_path

FOLDER = ROOT / "docs" / "screenshots"
MOST_BYTES = 150_000
WINDOW = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
# lesson -> what stands in its address for the picture
ADDRESS = {
    "convolution": "padding=1",
    "network": "layers=conv8k5p2-relu-max2-conv16k3p1-relu-max2-conv32k3-relu-flatten-linear10",
}


def main() -> None:
    """Take all pictures, or those of the lessons named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lessons", nargs="*", help="names as in LESSONS; all if none")
    names = parser.parse_args().lessons
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_app() as (address, _, _), chromium() as browser:
        for lesson in LESSONS[1:]:  # home is filmed
            if not names or lesson.name in names:
                path = f"{address}/{address_path(lesson)}?{ADDRESS.get(lesson.name, '')}"
                _photograph(browser, path, lesson.name, WINDOW, "light")
        if not names:
            _photograph(browser, f"{address}/convolution", "phone", PHONE, "dark")


def _photograph(browser: object, address: str, name: str, window: dict, scheme: str) -> None:
    context = browser.new_context(viewport=window, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("h1", timeout=60_000)
    # lessons that load torch or their first figures take a moment after the script has ended
    page.wait_for_timeout(4_000)
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=60_000)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    target = FOLDER / f"{name}.jpg"
    print(f"{target.relative_to(ROOT)}: {_save(picture, target):,} bytes", flush=True)


def _save(picture: Image.Image, target: Path) -> int:
    """Store as JPEG of the best quality that stays below the limit; return its bytes."""
    for quality in range(90, 30, -5):
        picture.save(target, quality=quality, optimize=True, progressive=True)
        if target.stat().st_size <= MOST_BYTES:
            break
    return target.stat().st_size


if __name__ == "__main__":
    main()
