"""Home in Chromium: words explain themselves, the strip stands, steps lead to lessons."""

import pytest

from tests.browser.axe import grave_violations
from tests.conftest import settled
from ui.home.controls import TABS
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
  const range = document.createRange();
  const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const places = [];
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement.closest(".tip")) continue;
    range.selectNodeContents(texts.currentNode);
    places.push([...range.getClientRects()].map((box) => [box.x, box.y, box.width]));
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


def test_strip_shows_seven_pictures_and_leads_on(visit) -> None:
    page = visit("/")
    page.locator(".step").nth(6).wait_for()
    page.wait_for_function("() => [...document.images].every((one) => one.complete)")
    widths = page.locator(".step img").evaluate_all("all => all.map((one) => one.naturalWidth)")
    assert len(widths) == 6
    assert all(widths)
    page.get_by_role("link", name="Slide one").click()
    page.get_by_role("heading", name="Convolution by hand").wait_for()


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
