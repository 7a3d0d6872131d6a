"""Drawing in Chromium: the answer after a stroke, undo, another lesson, a phone, axe."""

import pytest

from tests.browser.axe import grave_violations, names
from tests.browser.drawing import draw_line
from tests.conftest import settled

pytestmark = pytest.mark.browser

SEVEN = [(70, 60), (200, 60), (130, 230)]
ANSWER = ".saying strong"


@pytest.fixture
def lesson(visit):
    """Open the lesson and wait for the canvas and its first answer."""

    def opened(query: str = "", **window):
        page = visit(f"/draw_digit{query}", **window)
        page.wait_for_selector(ANSWER)
        page.wait_for_selector("canvas")
        return page

    return opened


def wait_for_answer(page, words: str) -> None:
    page.wait_for_function(
        f"words => document.querySelector('{ANSWER}')?.textContent === words", arg=words
    )


def press(page, key: str) -> None:
    page.locator(f".st-key-{key} button").first.click()


def test_a_seven_drawn_by_hand_is_called_seven(lesson) -> None:
    page = lesson()
    press(page, "clear")
    wait_for_answer(page, "?")
    draw_line(page, SEVEN)
    wait_for_answer(page, "7")
    draw_line(page, [(100, 145), (190, 145)])
    press(page, "undo")
    wait_for_answer(page, "7")
    press(page, "undo")
    wait_for_answer(page, "?")


def test_the_drawing_survives_another_lesson(lesson) -> None:
    page = lesson()
    press(page, "clear")
    wait_for_answer(page, "?")
    draw_line(page, [(140, 40), (140, 240)])
    wait_for_answer(page, "1")
    page.get_by_role("link", name="Training").first.click()
    page.wait_for_selector("h1:has-text('Training')")
    settled(page)
    page.get_by_role("link", name="Draw a digit").first.click()
    page.wait_for_selector("canvas")
    wait_for_answer(page, "1")
    draw_line(page, [(60, 60), (139, 42)])
    wait_for_answer(page, "1")


def test_fifty_fast_strokes_and_the_edge(lesson) -> None:
    page = lesson()
    box = page.locator("canvas").last.bounding_box()
    for number in range(50):
        page.mouse.move(box["x"] + 5 * number + 3, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(box["x"] + 5 * number + 20, box["y"] + 400)
        page.mouse.up()
    wait_for_answer(page, "?")
    press(page, "clear")
    page.wait_for_function(
        "() => document.querySelector('.saying p')?.textContent.includes('blank')"
    )


def test_on_a_phone_nothing_scrolls_sideways_and_a_stroke_does_not_scroll(lesson) -> None:
    page = lesson(width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    canvas, answer = page.locator("canvas").last, page.locator(ANSWER)
    assert canvas.evaluate("canvas => getComputedStyle(canvas).touchAction") == "none"
    assert 0 < answer.bounding_box()["y"] - canvas.bounding_box()["y"] < 420


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave(lesson, scheme: str) -> None:
    assert grave_violations(lesson("?view=unknown", scheme=scheme)) == []


def test_the_tools_are_called_what_they_do_and_those_nobody_sees_are_not_met(lesson) -> None:
    page = lesson()
    page.locator(".dc-toolbar-card button").first.wait_for(state="attached")
    met = names(page, "radio", "button")
    for tool in ("Draw", "Photo", "Pen", "Eraser", "Undo", "Clear", "Pen width", "Sample digits"):
        assert met.count(tool) == 1, tool
    assert not {"Redo", "Reset canvas & history", "Edit"} & set(met)
    assert "Your drawing" in names(page, "image", "img")
