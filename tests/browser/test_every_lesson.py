"""Every lesson in Chromium: axe-core finds nothing serious, and a phone cuts nothing off."""

import pytest

from tests.browser.axe import grave_violations
from ui.frame import LESSONS, address_path

pytestmark = pytest.mark.browser

PATHS = {lesson.name: f"/{address_path(lesson)}" for lesson in LESSONS}
WIDER = (
    "() => { const main = document.querySelector('[data-testid=stMain]'); "
    "return main.scrollWidth - main.clientWidth }"
)


@pytest.mark.parametrize("name", PATHS)
def test_lesson_is_readable_by_all_and_on_a_phone(visit, name: str) -> None:
    page = visit(PATHS[name])
    assert grave_violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert grave_violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(WIDER) <= 0
