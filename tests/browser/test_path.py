"""Paths as a visitor walks them: by mouse and wrong, by keyboard and right, on a phone."""

import re

import pytest

from tests.conftest import settled
from tests.paths import PATHS
from ui.convolution.path import PATH as CONVOLUTION
from ui.convolution.path import map_of_uneven
from ui.lessons import lesson_named
from ui.shared.path_steps import Path, Step

pytestmark = pytest.mark.browser
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844, "touch": True}
COVERED = """(keys) => keys.every((key) => {
  const part = document.querySelector(`.st-key-${key}`);
  return !part || [part, ...part.querySelectorAll('*')].every(
    (one) => getComputedStyle(one).visibility === 'hidden') })"""
_READ = """(words) => { const one = [...document.querySelectorAll('.st-key-path strong')].find(
  (part) => part.textContent === words);
  const { top, bottom } = one?.getBoundingClientRect() ?? { top: 0 };
  return top > 0 && bottom < innerHeight }"""
# the question, once answered, and at least a part of what it is about
IN_VIEW = """(key) => [document.querySelector('.st-key-path'),
  document.querySelector(`.st-key-${key}`)].every((part) => {
    const { top, bottom } = part?.getBoundingClientRect() ?? { top: Infinity };
    return bottom > 0 && top < innerHeight - 40 })"""


STRENGTH = "cell => Number(cell.style.getPropertyValue('--t'))"


def open_step(page, path: Path, step: Step) -> None:
    place = path.steps.index(step) + 1
    page.get_by_text(f"{place} of {len(path.steps)} · {step.title}").wait_for()
    settled(page)


def cell_of(page, step: Step, place: int):
    return page.get_by_role(
        "gridcell", name=re.compile(f"^Feature map, {step.choices[place]}", re.I)
    )


def by_mouse(page, step: Step, value: float) -> None:
    card = page.locator(".st-key-path")
    if step.picked:
        cell_of(page, step, int(value)).click()
    elif step.choices:
        card.get_by_role("button", name=step.choices[int(value)], exact=True).click()
    else:
        card.get_by_placeholder("a number").fill(f"{value:g}")
        card.get_by_role("button", name="That is my prediction").click()


def by_keyboard(page, step: Step, value: float) -> None:
    card = page.locator(".st-key-path")
    if step.picked:
        cell_of(page, step, 0).focus()
        columns = max(int(words.split()[-1]) for words in step.choices)
        for _ in range(int(value) // columns):
            page.keyboard.press("ArrowDown")
        for _ in range(int(value) % columns):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    elif step.choices:
        card.get_by_role("button", name=step.choices[int(value)], exact=True).press("Enter")
    else:
        card.get_by_placeholder("a number").focus()
        page.keyboard.type(f"{value:g}")
        page.keyboard.press("Enter")


def opened(visit, path: Path, window: dict):
    page = visit(f"/{path.lesson}", **window)
    page.locator(".st-key-path_start button").click()
    return page


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.lesson)
def test_a_path_is_walked_by_mouse_with_a_slip_at_every_step(visit, path: Path) -> None:
    page = opened(visit, path, DESKTOP)
    for step in path.steps:
        open_step(page, path, step)
        assert page.evaluate(COVERED, list(step.covers)), step.name
        slip, mistake = next(iter(step.ask().slips.items()))
        by_mouse(page, step, slip)
        page.get_by_text(f"{mistake.sentence} Once more?").wait_for()
        by_mouse(page, step, slip)
        page.get_by_text(step.learnt).wait_for()
        page.wait_for_function(IN_VIEW, arg=step.look)
        assert page.get_by_test_id("stException").count() == 0
        if step is not path.steps[-1]:
            page.locator(".st-key-path_on button").click()
    assert page.get_by_text("That was the last question").is_visible()


@pytest.mark.parametrize("window", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.lesson)
def test_a_path_is_walked_by_keyboard_and_answered_right(visit, path: Path, window: dict) -> None:
    page = opened(visit, path, window)
    for step in path.steps:
        open_step(page, path, step)
        by_keyboard(page, step, step.ask().answer)
        page.get_by_text(step.learnt).wait_for()
        assert page.get_by_text(re.compile("^Right. ")).is_visible()
        page.wait_for_function(_READ, arg=step.learnt)
        if step is not path.steps[-1]:
            page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Alt+ArrowLeft")
    open_step(page, path, path.steps[-2])
    page.get_by_role("button", name="Look around freely").click()
    page.get_by_text(f"Back to the path: {path.steps[-2].title}").wait_for()
    assert page.get_by_role("heading", name=lesson_named(path.lesson).title, level=1).count() == 1


def test_a_map_that_is_asked_for_shows_and_says_none_of_its_numbers(visit) -> None:
    page = visit("/convolution?step=where")
    cells = page.locator("figure.map .cell")
    cells.first.wait_for()
    settled(page)
    assert {cell.inner_text() for cell in cells.all()} == {"?"}
    labels = [cell.get_attribute("aria-label") for cell in cells.all()]
    assert {label.partition(": ")[2] for label in labels} == {"asked for"}
    assert not any(cell.evaluate(STRENGTH) for cell in cells.all())
    page.locator(".st-key-path_show button").click()
    (step,) = (one for one in CONVOLUTION.steps if one.name == "where")
    largest = f"{map_of_uneven().max():g}"
    page.locator("figure.map .cell", has_text=largest).wait_for()
    assert largest in cells.nth(int(step.ask().answer)).get_attribute("aria-label")


@pytest.mark.parametrize("width", [390, 360])
def test_the_ways_from_a_step_are_one_row_on_a_phone(visit, width: int) -> None:
    page = visit("/convolution?step=weights", **PHONE | {"width": width})
    ways = [page.locator(f".st-key-path_{name} button") for name in ("back", "on", "leave")]
    ways[-1].wait_for()
    settled(page)
    boxes = [way.bounding_box() for way in ways]
    assert len({box["y"] for box in boxes}) == 1
    assert not page.locator(".st-key-path kbd:visible").count()  # no keys where there are none


def test_what_was_found_out_is_still_known_after_a_reload(visit) -> None:
    page = visit("/convolution?step=cell")
    page.locator(".st-key-path_show button").click()
    page.get_by_text("1 question found out").wait_for()
    page.wait_for_function("() => document.cookie.includes('cnn_path=convolution:cell')")
    page.goto(page.url.partition("?")[0])
    settled(page)
    count = len(next(path for path in PATHS if path.lesson == "convolution").steps)
    page.get_by_text(f"1 of {count} found out.").wait_for()


def test_letters_where_a_number_is_asked_are_told(visit) -> None:
    page = visit("/convolution?step=cell")
    card = page.locator(".st-key-path")
    card.get_by_placeholder("a number").press_sequentially("seven")
    card.get_by_role("button", name="That is my prediction").click()
    card.get_by_text("Type your prediction in figures").wait_for()
