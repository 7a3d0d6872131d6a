"""Home in Chromium: words explain themselves, a drawing flows, steps lead to lessons."""

import numpy as np
import pytest
from PIL import ImageColor

from cnncore.inside.seven_steps import load_strip
from tests.browser.axe import grave_violations
from tests.conftest import settled
from ui.convolution.path import PATH
from ui.figures import style
from ui.home.controls import TABS
from ui.home.figures.way import stages
from ui.lessons import LESSONS

pytestmark = pytest.mark.browser


def test_word_explains_itself_by_keyboard_on_a_phone(visit) -> None:
    page = visit("/", width=390, height=844)
    word = page.locator(".term", has_text="feature map").first
    note = word.locator(".tip")
    assert not note.is_visible()
    word.focus()
    assert note.is_visible()
    box = note.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


_PLACES = """all => all.map((one) => {
  const own = one.getBoundingClientRect();
  const range = document.createRange();
  const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const places = [];
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement.closest(".tip")) continue;
    range.selectNodeContents(texts.currentNode);
    places.push([...range.getClientRects()].map(
      (box) => [box.x - own.x, box.y - own.y, box.width]));
  }
  return places;
})"""


@pytest.mark.parametrize("width", [1280, 390])
def test_no_line_moves_when_a_word_is_pointed_at(visit, width: int) -> None:
    page = visit("/", width=width)
    words = page.locator(".prose .term")
    before = page.locator(".prose").evaluate_all(_PLACES)
    for number in range(words.count()):
        words.nth(number).hover()
        assert words.nth(number).locator(".tip").is_visible()
        assert page.locator(".prose").evaluate_all(_PLACES) == before
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


# the colour at the middle of a map's cell, and what the numbers say it should be
_COLOUR = """(canvas, [cells, map, row, col]) => {
  const across = Math.ceil(Math.sqrt(cells.count));
  const down = Math.ceil(cells.count / across);
  const [width, height] = [across * (cells.cols + 1) - 1, down * (cells.rows + 1) - 1];
  const scale = canvas.width / Math.max(width, height);
  const x = (map % across) * (cells.cols + 1) + col + 0.5;
  const y = Math.floor(map / across) * (cells.rows + 1) + row + 0.5;
  const left = (canvas.width - width * scale) / 2;
  const top = (canvas.height - height * scale) / 2;
  const at = [Math.floor(left + x * scale), Math.floor(top + y * scale), 1, 1];
  return [...canvas.getContext("2d").getImageData(...at).data].slice(0, 3);
}"""


def _expected(stage, map_: int, row: int, col: int) -> np.ndarray:
    scale = style.INK if stage.scale == "ink" else style.ACTIVATION
    place = round(float(stage.maps[map_, row, col] / stage.maps.max()) * 255) / 255
    stops = [where for where, _ in scale]
    colours = np.array([ImageColor.getrgb(colour) for _, colour in scale])
    return np.array([np.interp(place, stops, colours[:, one]) for one in range(3)])


def test_every_step_shows_its_numbers(visit) -> None:
    page = visit("/")
    chance = np.random.default_rng(7)
    for number, stage in enumerate(stages(load_strip())[:6]):
        page.locator(".rail button").nth(number).click()
        count, rows, cols = stage.maps.shape
        cells = {"count": count, "rows": rows, "cols": cols}
        canvas = page.locator(".focus .to")
        assert canvas.get_attribute("aria-label") == stage.alt
        brightest = np.unravel_index(stage.maps.argmax(), stage.maps.shape)
        tried = [brightest, *(chance.integers(0, stage.maps.shape) for _ in range(25))]
        for place in (tuple(int(one) for one in place) for place in tried):
            found = canvas.evaluate(_COLOUR, [cells, *place])
            assert np.abs(found - _expected(stage, *place)).max() <= 1.5, (number, place)


def _draw_seven(page) -> None:
    page.locator(".pad").scroll_into_view_if_needed()
    box = page.locator(".pad").bounding_box()
    unit = box["width"] / 280
    places = [(70, 60), (200, 60), (160, 150), (118, 230)]
    x, y = box["x"], box["y"]
    page.mouse.move(x + places[0][0] * unit, y + places[0][1] * unit)
    page.mouse.down()
    for right, down in places[1:]:
        page.mouse.move(x + right * unit, y + down * unit, steps=8)
    page.mouse.up()


# whether one of the canvases has dark pixels between these bounds, in units of 280
_INKED = """(bounds) => {
const within = (root) => [...root.querySelectorAll("*")].flatMap(
  (one) => [one, ...(one.shadowRoot ? within(one.shadowRoot) : [])]);
const holder = document.querySelector(".st-key-canvas");
const canvases = holder ? within(holder).filter((one) => one.matches("canvas")) : [];
return canvases.some((canvas) => {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const xs = [], ys = [];
  for (let i = 0; i < data.length; i += 4) {
    if (data[i] + data[i + 1] + data[i + 2] < 300 && data[i + 3] > 200) {
      xs.push((i / 4) % width);
      ys.push(Math.floor(i / 4 / width));
    }
  }
  const least = (all) => all.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (all) => all.reduce((a, b) => Math.max(a, b), -Infinity);
  const found = [least(xs), most(xs), least(ys), most(ys)].map((one) => (one * 280) / width);
  return found.every((one, place) => Math.abs(one - bounds[place]) < 12);
}) }"""


@pytest.mark.parametrize("window", [{}, {"width": 390, "height": 844, "touch": True}])
def test_a_drawing_is_answered_flows_and_is_there_in_other_lessons(visit, window) -> None:
    page = visit("/", **window)
    _draw_seven(page)
    page.locator(".answer b", has_text="7").wait_for()
    assert page.locator(".ask").inner_text() == ""
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    page.locator(".rail button").first.click()
    page.locator(".words .open").click()  # "Draw one" leads into the lesson, with the drawing
    page.get_by_role("heading", name="Draw a digit").wait_for()
    settled(page)
    page.wait_for_function(_INKED, arg=[70, 200, 60, 230])
    if window:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="What is a CNN?").first.click()
    page.locator(".answer b", has_text="7").wait_for()


def test_a_stroke_is_taken_back_and_the_pad_cleared(visit) -> None:
    page = visit("/")
    _draw_seven(page)
    page.locator(".answer b", has_text="7").wait_for()
    page.locator("[data-do=undo]").click()
    page.locator(".ask", has_text="Draw a 7").wait_for()
    page.locator(".answer", has_text="a real 7 is on its way").wait_for()
    _draw_seven(page)
    page.locator(".answer b", has_text="7").wait_for()
    page.locator("[data-do=clear]").click()
    page.locator(".ask", has_text="Draw a 7").wait_for()


def test_a_digit_key_has_the_digit_written(visit) -> None:
    page = visit("/")
    page.locator(".pad").press("3")
    page.locator(".answer b", has_text="3").wait_for()
    assert page.locator(".ask").inner_text() == ""


_STEP = "[aria-current=step]"


def test_the_way_plays_by_itself_stops_and_is_stepped(visit) -> None:
    page = visit("/", motion="no-preference")
    page.locator(_STEP, has_text="2 Filters").wait_for()  # by itself
    page.locator("[data-do=play]", has_text="Stop").click()
    held = page.locator(_STEP).inner_text()
    page.wait_for_timeout(3000)
    assert page.locator(_STEP).inner_text() == held
    page.locator("[data-do=on]").click()
    assert page.locator(_STEP).inner_text() != held
    page.locator("[data-do=back]").click()
    assert page.locator(_STEP).inner_text() == held
    page.locator("[data-do=play]", has_text="Play").click()
    page.locator(_STEP, has_text="7 Answer").wait_for(timeout=60_000)
    page.locator("[data-do=play]", has_text="Play").wait_for()


def test_who_wants_no_motion_sees_the_end_at_once(visit) -> None:
    page = visit("/", motion="reduce")
    assert page.locator(_STEP).inner_text() == "7 Answer"
    assert page.locator("[data-do=play]").inner_text() == "Play"
    assert page.get_by_role("button", name="Train it").is_visible()


def test_a_step_leads_into_its_lesson_and_the_button_to_the_first_question(visit) -> None:
    page = visit("/")
    page.locator(".rail button").nth(1).click()
    page.get_by_role("button", name="Slide one").click()
    page.get_by_role("heading", name="Convolution by hand").wait_for()
    page = visit("/")
    page.get_by_role("button", name="Start here: find out how").click()
    page.get_by_text(f"1 of {len(PATH.steps)} · {PATH.steps[0].title}").wait_for()


def test_progress_follows_through_lessons(visit) -> None:
    page = visit("/network")
    page.get_by_role("link", name="What is a CNN?").first.click()
    page.get_by_role("tab", name="Your progress").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Report on one page").click()
    text = download.value.path().read_text()
    assert f"2 of {len(LESSONS)} lessons opened" in text


def test_axe_finds_nothing_serious_in_any_tab(visit) -> None:
    page = visit("/")
    for tab in list(TABS.values())[1:]:
        page.get_by_role("tab", name=tab).click()
        page.get_by_role("tabpanel", name=tab).locator("p").first.wait_for()
        settled(page)
        assert grave_violations(page, ".stTabs") == []
