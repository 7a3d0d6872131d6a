"""Drawing in Chromium: the answer after a stroke, undo, another lesson, a phone, axe."""

import pytest
from playwright.sync_api import expect

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


def test_strokes_are_taken_back_one_by_one(lesson) -> None:
    page = lesson()
    press(page, "clear")
    wait_for_answer(page, "?")
    draw_line(page, [(160, 40), (150, 240)])
    wait_for_answer(page, "1")
    draw_line(page, [(80, 60), (70, 150), (220, 150)])
    wait_for_answer(page, "4")
    press(page, "undo")
    wait_for_answer(page, "1")
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
@pytest.mark.parametrize("query", ["?view=unknown", "?source=keys"])
def test_axe_finds_nothing_grave(visit, query: str, scheme: str) -> None:
    page = visit(f"/draw_digit{query}", scheme=scheme)
    page.wait_for_selector(ANSWER)
    assert grave_violations(page) == []


def test_the_tools_are_called_what_they_do_and_those_nobody_sees_are_not_met(lesson) -> None:
    page = lesson()
    page.locator(".dc-toolbar-card[inert]").wait_for(state="attached")
    met = names(page, "radio", "button")
    for tool in ("Draw", "Photo", "Pen", "Eraser", "Undo", "Clear", "Pen width", "Sample digits"):
        assert met.count(tool) == 1, tool
    assert not {"Redo", "Reset canvas & history", "Edit"} & set(met)
    assert "Your drawing" in names(page, "image", "img")


CELL = ".st-key-grid_pen [role=gridcell]"
HERE = """() => {
  let here = document.activeElement;
  while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
  return here?.ariaLabel ?? '';
}"""


@pytest.fixture
def grid(visit):
    """Open the lesson at its grid, empty, and come there by Tab."""
    page = visit("/draw_digit?source=keys")
    wait_for_answer(page, "7")
    press(page, "clear")
    wait_for_answer(page, "?")
    page.locator(".st-key-source button").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate(HERE) == "Row 15, column 15, paper"
    return page


def walk(page, arrow: str, cells: int) -> None:
    for _ in range(cells):
        page.keyboard.press(f"Arrow{arrow}")


def test_a_seven_is_drawn_without_a_pointer(grid) -> None:
    walk(grid, "Up", 9)
    walk(grid, "Left", 5)
    assert grid.evaluate(HERE) == "Row 6, column 10, paper"
    grid.keyboard.down("Shift")
    walk(grid, "Right", 10)
    grid.keyboard.up("Shift")
    assert grid.evaluate(HERE) == "Row 6, column 20, ink"
    grid.keyboard.down(" ")
    for _ in range(8):
        walk(grid, "Down", 2)
        walk(grid, "Left", 1)
    grid.keyboard.up(" ")
    wait_for_answer(grid, "7")
    press(grid, "undo")
    inked = grid.locator(f"{CELL}.ink")
    expect(inked).to_have_count(11)  # the bar is left
    grid.get_by_role("radio", name="Draw").click()
    grid.wait_for_selector("canvas")
    press(grid, "undo")
    wait_for_answer(grid, "?")


def test_the_pen_stays_on_the_grid_and_space_puts_ink_where_it_is(grid) -> None:
    walk(grid, "Up", 30)
    walk(grid, "Left", 30)
    assert grid.evaluate(HERE) == "Row 1, column 1, paper"
    grid.keyboard.press(" ")
    assert grid.evaluate(HERE) == "Row 1, column 1, ink"
    walk(grid, "Down", 3)  # the pen is up again
    assert grid.evaluate(HERE) == "Row 4, column 1, paper"
    grid.wait_for_function("() => document.querySelector('.saying p')?.textContent.includes('dot')")


def test_strokes_drawn_quicker_than_they_are_answered_are_all_kept(grid) -> None:
    for _ in range(10):
        grid.keyboard.press(" ")
        walk(grid, "Down", 1)
        grid.keyboard.press(" ")
        walk(grid, "Up", 2)
    wait_for_answer(grid, "1")
    grid.get_by_role("radio", name="Draw").click()
    grid.wait_for_selector("canvas")
    grid.get_by_role("radio", name="Keyboard").click()
    expect(grid.locator(f"{CELL}.ink")).to_have_count(11)  # as the server has them
