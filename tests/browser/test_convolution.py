"""The convolution board in Chromium: looking, editing, keyboard, links, phone, reading aloud."""

import re

import pytest

from tests.browser.axe import grave_violations

pytestmark = pytest.mark.browser

LARGEST = f"?image={'_'.join(['123456789012'] * 12)}&padding=4&kernel=1_1_1_1_1&then=max"


def cell(page, grid: str, at: int):
    return page.locator(f'.board .cell[data-grid={grid}][data-at="{at}"]')


def marked(page, grid: str, name: str) -> list[int]:
    cells = page.locator(f".board .cell.{name}[data-grid={grid}]")
    return [int(at) for at in cells.evaluate_all("all => all.map((one) => one.dataset.at)")]


def told(page) -> str:
    return re.sub(r"\s+", "", page.locator(".board .sum").inner_text())


def wait_for_map(page, first: str) -> None:
    page.wait_for_function(
        "first => [...document.querySelectorAll('*')].some((one) => one.shadowRoot?.querySelector("
        "'.cell[data-grid=map0] .v')?.textContent === first)",
        arg=first,
    )


def test_pointing_lights_what_belongs_together(board) -> None:
    page = board()
    assert told(page) == "1×1+0×0+1×1+0×0+1×1+1×0+0×1+0×0+1×1=4"
    cell(page, "map0", 4).hover()
    assert marked(page, "image0", "patch") == [6, 7, 8, 11, 12, 13, 16, 17, 18]
    assert told(page).endswith("=3")
    cell(page, "image0", 0).hover()
    assert marked(page, "map0", "uses") == [0]
    cell(page, "image0", 12).hover()
    assert marked(page, "map0", "uses") == list(range(9))
    cell(page, "kernel0", 0).hover()
    assert marked(page, "image0", "weighed") == [0, 1, 2, 5, 6, 7, 10, 11, 12]
    products = page.locator(".board .cell[data-grid=map0]").evaluate_all(
        "all => all.map((one) => getComputedStyle(one, '::before').content.slice(1, -1))"
    )
    assert products == ["1", "0", "1", "0", "1", "1", "0", "0", "1"]


def test_a_click_pins_and_escape_lets_go(board) -> None:
    page = board()
    cell(page, "map0", 5).click()
    cell(page, "image0", 0).hover()
    assert marked(page, "map0", "here") == [5]
    assert "pinned" in page.locator(".board .place").inner_text()
    page.keyboard.press("Escape")
    assert "pinned" not in page.locator(".board .place").inner_text()


def test_clicking_typing_and_painting_change_the_board_and_the_link(board) -> None:
    page = board()
    cell(page, "image0", 0).click()
    wait_for_map(page, "3")
    page.wait_for_url("**image=00100_*")
    cell(page, "kernel0", 0).click()
    page.keyboard.type("-2")
    page.keyboard.press("Enter")
    page.wait_for_url("**kernel=-2*")
    start, end = cell(page, "image0", 20).bounding_box(), cell(page, "image0", 22).bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 8, end["y"] + 8, steps=8)
    page.mouse.up()
    page.wait_for_url("**_11111*")
    address = page.url
    page.reload()
    page.wait_for_selector(".board .cell")
    assert cell(page, "kernel0", 0).inner_text().startswith("−2")
    assert page.url == address


def test_what_no_cell_takes_is_told_beside_the_cell(board) -> None:
    page = board()
    cell(page, "kernel0", 4).click()
    page.keyboard.type("1e300")
    page.keyboard.press("Enter")
    page.wait_for_selector(".board .problem:has-text('a number from −999 to 999')")
    assert marked(page, "kernel0", "bad") == [4]
    assert cell(page, "kernel0", 4).locator(".v").inner_text() == "1"


def test_keyboard_alone_reads_moves_and_edits(board) -> None:
    page = board()
    cell(page, "map0", 0).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert marked(page, "map0", "here") == [4]
    spoken = page.locator(".board [aria-live]").inner_text()
    assert "row 2, column 2" in spoken
    assert "1 times 1" in spoken
    label = cell(page, "image0", 6).get_attribute("aria-label")
    assert label == "Image, row 2, column 2: 1"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    page.wait_for_url("**image=10100_71101*")
    assert marked(page, "image0", "here") == [5]


def test_play_step_and_the_place_survive_a_setting(board) -> None:
    page = board()
    place = page.locator(".board .place")
    page.locator("[data-do=next]").click()
    page.locator("[data-do=next]").click()
    page.locator("[data-do=back]").click()
    assert place.inner_text() == "Cell 2 of 9"
    page.locator("[data-do=speed]").select_option("very fast")
    page.locator("[data-do=play]").click()
    page.wait_for_selector(".board .place:not(:has-text('Cell 2 of'))")
    page.locator("[data-do=play]").click()
    page.locator("[data-do=back]").click()
    before = marked(page, "map0", "here")[0]
    page.locator(".st-key-padding input").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".board .place:has-text('of 25')")
    row, col = divmod(before, 3)
    assert marked(page, "map0", "here") == [row * 5 + col]


def test_a_symbol_lights_its_number_its_argument_and_its_slider(board) -> None:
    page = board("?padding=1")
    lit = "one => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)'"
    places = [*page.locator(".m-p").all(), page.locator(".st-key-padding")]
    assert not [place for place in places if place.evaluate(lit)]
    page.locator(".m-p").first.hover()
    assert not [place for place in places if not place.evaluate(lit)]
    page.locator(".st-key-stride").hover()
    assert not [place for place in page.locator(".m-s").all() if not place.evaluate(lit)]
    page.locator("td .m-d").first.focus()
    assert page.locator(".m-d").last.evaluate(lit)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation(board, scheme: str) -> None:
    page = board("?padding=1&kernel=-1+0+1_-2+0+2_-1+0+1&then=max", scheme=scheme)
    assert grave_violations(page) == []


@pytest.mark.parametrize("query", ["", LARGEST, "?padding=1&then=max&tab=coverage"])
def test_a_phone_does_not_scroll_sideways(board, query: str) -> None:
    page = board(query, width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    stage = page.locator(".board .stage")
    assert stage.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_a_tap_on_a_phone_switches_a_pixel(board) -> None:
    page = board(width=390, height=844)
    cell(page, "image0", 1).click()
    page.wait_for_url("**image=11100_*")


def test_print_keeps_colours_and_drops_the_buttons(board) -> None:
    page = board(scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator(".board .transport").is_visible()
    paper = page.locator(".board").evaluate(
        "one => getComputedStyle(one).getPropertyValue('--paper')"
    )
    assert paper == "#ffffff"
