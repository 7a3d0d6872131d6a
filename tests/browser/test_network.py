"""The network lesson in Chromium: links, edits, the address, and code that lights the picture."""

import pytest

from tests.browser.axe import grave_violations
from tests.browser.moved import more_settings
from tests.conftest import settled
from ui.network.controls import TABS

pytestmark = pytest.mark.browser

LIT = "(place) => getComputedStyle(document.querySelector(place)).backgroundColor"


def test_axe_finds_nothing_serious_in_any_tab(visit) -> None:
    page = visit("/network")
    for tab in list(TABS.values())[1:]:
        page.get_by_role("tab", name=tab).click()
        page.get_by_role("tabpanel", name=tab).locator("p").first.wait_for()
        settled(page)
        assert grave_violations(page, ".stTabs") == []


def test_repair_is_written_into_the_address_and_survives_reload(visit) -> None:
    page = visit("/network?layers=max2-linear10")
    page.get_by_text("For programmers").click()
    page.get_by_text("mat1 and mat2 shapes cannot be multiplied").wait_for()
    page.get_by_role("button", name="Flatten before it").click()
    page.wait_for_url("**/network?layers=max2-flatten-linear10**")
    page.reload()
    settled(page)
    page.get_by_text("1,970", exact=True).first.wait_for()


def test_line_of_code_lights_its_meaning_and_its_layer(visit) -> None:
    page = visit("/network?network_tab=code")
    code = page.locator(".cv .line", has_text="self.conv2 = ")
    number = code.get_attribute("data-l")
    dark = page.evaluate(LIT, '.net li[data-block="3"]')
    code.hover()
    assert page.evaluate(LIT, '.net li[data-block="3"]') != dark
    assert page.evaluate(LIT, f'.cv tr[data-l="{number}"]') == page.evaluate(
        LIT, f'.cv .line[data-l="{number}"]'
    )
    page.locator("h1").hover()
    page.locator(f'.cv tr[data-l="{number}"]').focus()
    assert page.evaluate(LIT, '.net li[data-block="3"]') != dark


def test_network_reaches_the_training_lesson(visit) -> None:
    text = "conv8k3p1-relu-max2-flatten-linear10"
    page = visit(f"/network?layers={text}")
    page.get_by_role("link", name="Train this network").click()
    page.wait_for_url(f"**/training?*network={text}*")
    more_settings(page)
    field = page.get_by_label("The network as text")
    assert field.input_value() == text
