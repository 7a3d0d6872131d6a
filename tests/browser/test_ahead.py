"""While a lesson is read, what the next one is drawn with is fetched; nobody waits for it then."""

import pytest

from tests.conftest import settled
from ui.lessons import LESSONS, address_path, lesson_named, place_of
from ui.shared import ahead

pytestmark = pytest.mark.browser
LARGE = 20_000  # letters of a script


@pytest.mark.parametrize("name", ahead.PARTS)
def test_every_part_is_a_file_of_the_framework(name: str) -> None:
    assert len(ahead.files(name)) == len(ahead.PARTS[name])


@pytest.mark.parametrize("name", ahead.PARTS)
def test_the_next_lesson_has_its_parts_already(visit, name: str) -> None:
    before = LESSONS[place_of(name) - 1]
    page = visit(f"/{address_path(before)}")
    settled(page)
    fetched = page.evaluate(f"window.fetchedAhead[{name!r}]")
    assert {one["status"] for one in fetched} == {"fulfilled"}
    page.evaluate("performance.clearResourceTimings()")
    page.get_by_role("link", name=lesson_named(name).title).first.click()
    page.get_by_role("heading", name=lesson_named(name).title, level=1).wait_for()
    settled(page)
    sizes = "performance.getEntriesByType('resource').map((one) => [one.name, one.decodedBodySize])"
    late = [file for file, size in page.evaluate(sizes) if file.endswith(".js") and size > LARGE]
    assert late == []
