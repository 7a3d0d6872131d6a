"""A link of home opens what it names in Chromium, also for one who has set something else."""

import pytest

from tests.conftest import settled

pytestmark = pytest.mark.browser

OWN = "/convolution?image=123_456_789&kernel=1&stride=3&flip=true&padding=1"


def test_pool_one_pools_whatever_the_board_held(visit) -> None:
    page = visit(OWN)
    page.locator(".board figure.other").wait_for()
    page.get_by_role("link", name="What is a CNN?").first.click()
    page.get_by_role("button", name="3 Pooling").click()
    page.get_by_role("button", name="Pool one").click()
    page.locator(".board figure.pooled").wait_for()
    settled(page)
    assert page.locator(".board figure.map .cell").count() == 16
    assert page.locator(".board figure.pooled .cell").count() == 4
    assert page.locator(".board figure.rectified .cell.lost").count() == 0
    assert page.locator(".st-key-then input").input_value() == "ReLU, max pooling"
    assert page.locator(".board figure.other").count() == 0
