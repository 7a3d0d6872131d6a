"""Presented, a lesson shows its one main thing, also where the browser enlarges all it shows."""

import pytest

from tests.conftest import settled
from ui.lessons import LESSONS, address_path

pytestmark = pytest.mark.browser
SIDEBAR = "[data-testid=stSidebar]"


ENDED = "[data-test-script-state=notRunning]"


def drawn(page) -> None:
    """Wait until the page is drawn, its title out of sight."""
    page.locator(".st-key-presenting button").wait_for(timeout=60_000)
    page.locator(ENDED).wait_for(state="attached", timeout=60_000)


def in_window(page, locator) -> bool:
    box = locator.bounding_box()
    return box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"]


@pytest.mark.parametrize("size", [(853, 480), (1280, 720), (1920, 1080)])
def test_play_is_seen_where_the_board_is_presented(visit, size: tuple[int, int]) -> None:
    page = visit("/convolution", width=size[0], height=size[1])
    page.goto(f"{page.url}?present=1")
    page.locator(".board .cell").first.wait_for()
    drawn(page)
    assert not page.locator(SIDEBAR).is_visible()
    assert not page.get_by_role("heading", level=1).is_visible()
    assert in_window(page, page.get_by_role("button", name="Play"))
    assert in_window(page, page.get_by_role("slider", name="Stride"))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_escape_leads_back_to_the_whole_lesson(visit, lesson) -> None:
    page = visit(f"/{address_path(lesson)}")
    settled(page)
    page.get_by_role("button", name="Present").click()
    page.wait_for_url("**present=1**")
    page.locator(SIDEBAR).wait_for(state="hidden")
    drawn(page)
    page.keyboard.press("Escape")
    page.locator(SIDEBAR).wait_for(state="visible")
    page.wait_for_url(lambda url: "present" not in url)
    assert page.get_by_role("heading", level=1).is_visible()


def test_a_question_is_presented_with_the_board_below_it(visit) -> None:
    page = visit("/convolution?step=size", width=1280, height=720)
    page.goto(f"{page.url}&present=1")
    drawn(page)
    asked = page.locator(".st-key-path").bounding_box()
    stride = page.get_by_role("slider", name="Stride").bounding_box()
    assert asked["y"] < 100
    assert asked["y"] + asked["height"] <= stride["y"]
