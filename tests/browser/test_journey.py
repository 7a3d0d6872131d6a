"""One visitor's way through every tab of every lesson, carrying along what was made on it.

Each tab is opened, used once and left, in the order of the course and in a random one; an
exception on a page, in the console or in the server's log fails it.
"""

import io
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pytest
from PIL import Image

from cnncore.exercises.convolution import convolution_exercise
from cnncore.exercises.network import network_exercise
from tests.browser.drawing import draw_line
from tests.browser.moved import more_settings
from tests.browser.test_draw_digit import SEVEN, press, wait_for_answer
from tests.conftest import settled
from tests.lesson_tabs import Tab, every_tab
from ui.lessons import LESSONS

pytestmark = pytest.mark.browser

PHOTO = np.random.default_rng(5).integers(0, 256, (60, 90, 3), dtype=np.uint8)
_MINE_ANSWERS = """() => { const box = document.querySelector('.st-key-which_trained');
  return (box.innerText + box.querySelector('input')?.value).includes('Mine: ') }"""
_PANEL = "[role=tabpanel]:not([hidden])"
# what a tab may offer to be used, and the key that uses it, if not a click: the first seen counts
_OFFERS = {
    "input[type=range]": "ArrowRight",
    "[data-testid=stNumberInputField]": "ArrowUp",
    "[role=radio][aria-checked=false]": "",
    "label:has(input[type=radio])": "",
    "label:has(input[type=checkbox])": "",
}


def in_course_order() -> list[Tab]:
    return every_tab()


def at_random() -> list[Tab]:
    """Return all tabs, the lessons shuffled; within a lesson what is made comes first."""
    lessons = list(LESSONS)
    random.Random(1966).shuffle(lessons)
    place = {lesson: number for number, lesson in enumerate(lessons)}
    return sorted(every_tab(), key=lambda tab: place[tab.lesson])


@pytest.fixture
def faults(visit, tmp_path_factory) -> Iterator[Callable]:
    """Open the app; what goes wrong in its console and its log from now on fails the test."""
    log = tmp_path_factory.getbasetemp() / "server0" / "log"
    begin, said, missing = log.stat().st_size, [], []

    def opened() -> object:
        page = visit("/")
        page.on("pageerror", lambda error: said.append(f"page: {error}"))
        page.on("console", lambda line: note(page, line))
        return page

    def note(page, line) -> None:
        address = line.location.get("url", "")
        if line.type == "error" and "/media/" in address:
            missing.append((page, urlsplit(address).path))
        elif line.type == "error":
            said.append(line.text)

    yield opened
    assert said == []
    # a picture that a redraw replaced may be gone before it was fetched; one that is shown may not
    assert [path for page, path in missing if page.locator(f"img[src$='{path}']").count()] == []
    logged = log.read_text()[begin:]
    assert "Traceback" not in logged, logged[-3000:]


@pytest.mark.parametrize("order", [in_course_order, at_random])
def test_every_tab_is_opened_used_and_left(faults, order: Callable[[], list[Tab]]) -> None:
    page, lesson = faults(), None
    for tab in order():
        if tab.lesson is not lesson:
            lesson = tab.lesson
            go_to(page, lesson.title)
        open_tab(page, tab)
        USES.get((lesson.name, tab.key), use)(page)
        settled(page)
        assert page.get_by_test_id("stException").count() == 0, tab
    everything_is_still_there(page)


def go_to(page, title: str) -> None:
    page.get_by_test_id("stSidebar").get_by_role("link", name=title, exact=True).click()
    page.get_by_role("heading", name=title, level=1).wait_for()
    settled(page)


def open_tab(page, tab: Tab) -> None:
    first = next(one for one in every_tab() if one.lesson is tab.lesson)
    page.get_by_role("tab", name=tab.label, exact=True).click()
    asked = f"{tab.word}={tab.key}"
    page.wait_for_url(lambda url: f"{tab.word}=" not in url if tab == first else asked in url)
    settled(page)


def use(page) -> None:
    """Use the first thing that the open tab offers, if it offers any."""
    panel = page.locator(_PANEL).last
    for selector, key in _OFFERS.items():
        seen = panel.locator(f"{selector} >> visible=true")
        if seen.count():
            if key:
                seen.first.press(key)
                seen.first.press("Tab")  # what was typed counts when it is left
            else:
                seen.first.click()
            return


def choose_photo(page) -> None:
    file = io.BytesIO()
    Image.fromarray(PHOTO).save(file, "PNG")
    page.get_by_role("button", name="Use your own").click()
    photo = {"name": "journey.png", "mimeType": "image/png", "buffer": file.getvalue()}
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_text("journey.png, yours").wait_for()


def draw_seven(page) -> None:
    page.locator("canvas").last.wait_for()
    press(page, "clear")
    wait_for_answer(page, "?")
    draw_line(page, SEVEN)
    wait_for_answer(page, "7")


def keep_digit(page) -> None:
    press(page, "really_7")
    page.get_by_text("My digits: 1.").wait_for()


def ask_for_a_room(page) -> None:
    page.get_by_label("Room code").fill("NONE")
    page.get_by_role("button", name="Join").click()
    page.get_by_text("No room with this code is open").wait_for()


def answer(right: float | tuple[float, ...]) -> Callable:
    """Answer the first exercise wrong, then right."""
    numbers = right if isinstance(right, tuple) else (right,)

    def answered(page) -> None:
        boxes = page.get_by_placeholder("a number")
        for away, told in ((1000, "0 of 1 right at the first try"), (0, "Right.")):
            for place, number in enumerate(numbers):
                boxes.nth(place).fill(f"{number + away:g}")
            page.get_by_role("button", name="Check").click()
            page.get_by_text(told, exact=away == 0).wait_for()

    return answered


def train(page) -> None:
    page.locator(".st-key-epochs input[type=range]").press("Home")
    more_settings(page)
    page.get_by_role("button", name="Train", exact=True).click()
    page.wait_for_url("**run=**", timeout=60_000)
    page.get_by_text("Finished ·").wait_for(timeout=120_000)
    page.get_by_text("held-out digits are misread").wait_for(timeout=60_000)


def give_network_and_report(page) -> None:
    page.get_by_role("button", name="Use this network").click()
    page.get_by_role("button", name="In use").wait_for()
    assert "Run 1: epochs 1" in written_report(page)


def written_report(page) -> str:
    page.get_by_role("button", name="Write the report").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download it").click()
    return Path(waiting.value.path()).read_text()


def learn_own_classes(page) -> None:
    page.get_by_role("button", name="Train", exact=True).click()
    page.get_by_text("that it never learnt from").wait_for()


USES = {
    ("own_classes", "photos"): learn_own_classes,
    ("filter_gallery", "wall"): choose_photo,
    ("convolution", "exercise"): answer(convolution_exercise("cell", 1, 1).answer),
    ("network", "exercise"): answer(network_exercise("shape", 1, 1).answer),
    ("training", "train"): train,
    ("training", "keep"): give_network_and_report,
    ("draw_digit", "heat"): draw_seven,
    ("draw_digit", "teach"): keep_digit,
    ("draw_digit", "wall"): ask_for_a_room,
}


def everything_is_still_there(page) -> None:
    """Look back at what was made: photo, drawing, digit, network, answers, a report of it all."""
    go_to(page, "Filter gallery")
    page.get_by_text("journey.png, yours").wait_for()
    go_to(page, "Draw a digit")
    wait_for_answer(page, "7")
    page.wait_for_function(_MINE_ANSWERS)
    go_to(page, "Training")
    page.get_by_role("tab", name="Keep it").click()
    page.get_by_text("With my drawings").click()
    page.wait_for_url("**report_drawings=true**")
    report = written_report(page)
    assert "Run 1: epochs 1" in report
    assert "<h2>My digits</h2>" in report
    rows = re.findall(r"<th>([^<]+)</th><td>(\d+)</td><td>(\d+)</td>", report)
    assert {right_of for *_, right_of in rows} == {"1"}
    assert len(rows) == 2
