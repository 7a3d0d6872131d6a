"""Every page in Chromium: axe-core finds nothing serious, and no width cuts anything off."""

import re

import pytest

from tests.browser.axe import grave_violations, names
from tests.lesson_tabs import Tab, every_tab
from ui.lessons import HOST, LESSONS, address_path

pytestmark = pytest.mark.browser

PATHS = {lesson.name: f"/{address_path(lesson)}" for lesson in (*LESSONS, HOST)}
SIZES = {"phone": (390, 844), "tablet": (768, 1024), "projector": (1920, 1080)}
FITS = (
    "() => { const main = document.querySelector('[data-testid=stMain]'); "
    "return main.scrollWidth <= main.clientWidth }"
)


@pytest.mark.parametrize("name", PATHS)
def test_page_is_readable_by_all_and_on_every_width(visit, name: str) -> None:
    page = visit(PATHS[name])
    assert grave_violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert grave_violations(page) == []
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(FITS, timeout=20_000)


@pytest.mark.parametrize("name", PATHS)
def test_nothing_is_called_by_its_icon(visit, name: str) -> None:
    page = visit(PATHS[name])
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")
    named = names(page)
    assert named
    assert not [one for one in named if re.search(r"(^|\W)icon$", one)]


@pytest.mark.parametrize("tab", every_tab(), ids=lambda tab: f"{tab.word}={tab.key}")
def test_tab_is_readable_by_all(visit, tab: Tab) -> None:
    page = visit(f"/{address_path(tab.lesson)}?{tab.word}={tab.key}")
    assert grave_violations(page) == []
