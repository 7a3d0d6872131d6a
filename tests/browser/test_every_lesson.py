"""Every page in Chromium: axe-core finds nothing serious, nothing is called by its icon, no width
cuts anything off or breaks a word."""

import re

import pytest

from tests.browser.axe import grave_violations, names
from tests.browser.broken_words import beside_the_sidebar, broken_words
from tests.lesson_tabs import Tab, every_tab
from ui.lessons import HOST, LESSONS, address_path

pytestmark = pytest.mark.browser

PATHS = {lesson.name: f"/{address_path(lesson)}" for lesson in (*LESSONS, HOST)}
SIZES = {"phone": (390, 844), "tablet": (768, 1024), "projector": (1920, 1080)}
FITS = (
    "() => { const main = document.querySelector('[data-testid=stMain]'); "
    "return main.scrollWidth <= main.clientWidth }"
)
DRAWN = "() => !document.querySelector('[data-testid=stSkeleton]')"


@pytest.mark.parametrize("name", PATHS)
def test_page_is_readable_by_all_and_on_every_width(visit, name: str) -> None:
    page = visit(PATHS[name])
    assert grave_violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert grave_violations(page) == []
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(FITS, timeout=20_000)
    page.wait_for_function(DRAWN)
    assert not [name for name in names(page) if re.search(r"(^|\W)icon$", name)]
    beside_the_sidebar(page)
    assert broken_words(page) == []


@pytest.mark.parametrize("tab", every_tab(), ids=lambda tab: f"{tab.word}={tab.key}")
def test_tab_is_readable_by_all(visit, tab: Tab) -> None:
    page = visit(f"/{address_path(tab.lesson)}?{tab.word}={tab.key}")
    assert grave_violations(page) == []
    page.wait_for_function(DRAWN)
    assert not [name for name in names(page) if re.search(r"(^|\W)icon$", name)]
    beside_the_sidebar(page)
    assert broken_words(page) == []
