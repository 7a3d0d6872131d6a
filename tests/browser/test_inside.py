"""Inside the network in Chromium: click down to a pixel, keyboard only, a link, a phone, axe."""

import re

import numpy as np
import pytest

import cnncore
from cnncore.inside.steps import steps_of
from tests.browser.axe import grave_violations
from tests.conftest import settled

pytestmark = pytest.mark.browser


@pytest.fixture
def lesson(visit):
    """Open the lesson and wait for its maps."""

    def opened(query: str = "", **window):
        page = visit(f"/inside{query}", **window)
        page.wait_for_selector(".cells canvas")
        return page

    return opened


def wait_for_trail(page, trail: str) -> None:
    page.wait_for_function(
        "trail => new URLSearchParams(location.search).get('trail') === trail", arg=trail
    )


def click_cell(page, grid: str, across: float, down: float) -> None:
    settled(page)
    canvas = page.locator(f'canvas[data-id="{grid}"]').first
    side = canvas.evaluate("one => one.getBoundingClientRect().width")
    canvas.click(position={"x": side * across, "y": side * down})


def test_clicks_lead_from_a_map_to_a_pixel_and_a_link_reopens_it(lesson) -> None:
    page = lesson("?channel=2")
    click_cell(page, "4", 7.5 / 14, 6.5 / 14)
    wait_for_trail(page, "3.4.6.7")
    click_cell(page, "patch_2", 0.5, 0.5)
    wait_for_trail(page, "3.4.6.7-2.2.6.7")
    click_cell(page, "patch_2", 0.75, 0.25)
    wait_for_trail(page, "3.4.6.7-2.2.6.7-1.2.12.15")
    click_cell(page, "patch_0", 0.1, 0.9)
    wait_for_trail(page, "3.4.6.7-2.2.6.7-1.2.12.15-0.0.13.14")
    again = lesson(page.url[page.url.index("?") :])
    assert again.locator(".st-key-stop_3").inner_text() == "input, row 14, column 15"


def test_a_cell_is_reached_and_read_without_a_mouse(lesson) -> None:
    page = lesson("?trail=2.0.3.3")
    page.locator('.cells canvas[tabindex="0"]').first.focus()
    for key in ("PageDown", "ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    told = page.locator(".readout").first.inner_text()
    assert re.match(r"pool1, map 2, row 5, column 6: −?\d\.\d{6}$", told)
    page.keyboard.press("Enter")
    wait_for_trail(page, "2.1.4.5")


@pytest.mark.parametrize("step", [0, 1, 2, 3, 4, 6])
def test_what_is_read_of_a_cell_is_the_networks_number(lesson, step: int) -> None:
    digit = cnncore.load_digits(split="held-out").images[8] / np.float32(255)
    value = steps_of(cnncore.load_pretrained(), digit)[step].value
    page = lesson(f"?follow=known&known=8&trail={step}.0.0.0")
    page.locator('.cells canvas[tabindex="0"]').first.focus()
    rng = np.random.default_rng(step)
    keys = ("ArrowDown", "ArrowRight", "PageDown") if value.ndim == 3 else ("ArrowRight",)
    for key in rng.choice(keys, 35):
        page.keyboard.press(key)
        told = page.locator(".readout").first.inner_text()
        named, _, number = told.rpartition(": ")
        place = [int(one) for one in re.findall(r"(?:map|row|column|score of|number) (\d+)", named)]
        first = 0 if "score of" in named else 1
        cell = tuple(one - first for one in place)
        assert float(number.replace("−", "-")) == pytest.approx(float(value[cell]), abs=1e-6)


def test_on_a_phone_nothing_scrolls_sideways(lesson) -> None:
    page = lesson("?trail=3.5.6.7", width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for box in page.locator(".cells canvas").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().right)"
    ):
        assert box <= 390


@pytest.mark.parametrize("tab", ["number", "shift"])
def test_axe_finds_nothing_grave(visit, tab: str) -> None:
    page = visit(f"/inside?inside={tab}")
    page.wait_for_selector(".shifts, .cells canvas")
    settled(page)
    assert grave_violations(page) == []
