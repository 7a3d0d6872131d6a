"""A host and two visitors: led, asked, held back, revealed; by phone, and past a killed server."""

import pytest

from benchmarks.chromium import free_port, running_app
from tests.conftest import settled
from ui.convolution.path import PATH
from ui.host import questions

pytestmark = pytest.mark.browser
CELL = "convolution:cell"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def opened(browser, address: str, **look):
    page = browser.new_context(reduced_motion="reduce", **look).new_page()
    page.goto(address)
    settled(page)
    return page


def let_in(host) -> None:
    host.get_by_role("tab", name="The room").click()
    host.get_by_label("Host key").fill("open sesame")
    host.get_by_role("button", name="Open", exact=True).click()


def predict(page, said: int) -> None:
    page.get_by_placeholder("a number").fill(str(said))
    page.get_by_role("button", name="That is my prediction").click()
    page.get_by_text(f"You predict {said}.").wait_for()


def test_a_class_is_led_asked_and_told_over_a_killed_server(browser, tmp_path) -> None:
    port = free_port()
    places = {"CNN_RUNS": str(tmp_path / "runs"), "CNN_DATA": str(tmp_path / "data")}
    places["CNN_HOST_KEY"] = "open sesame"
    with running_app(port, **places) as (address, process, _):
        host = opened(browser, f"{address}/host")
        let_in(host)
        host.get_by_role("button", name="Open a room").click()
        host.locator("h2").first.wait_for()
        code = host.locator("h2").first.inner_text()
        phone = opened(browser, f"{address}/?room={code}", **PHONE)
        desk = opened(browser, f"{address}/convolution?room={code}&padding=3&stride=3&then=max")
        host.get_by_role("link", name="Convolution by hand").first.click()
        host.get_by_role("heading", name="Convolution by hand", level=1).wait_for()
        settled(host)
        host.get_by_role("slider", name="Stride").press("ArrowRight")
        host.wait_for_url("**stride=2**")
        settled(host)
        host.get_by_role("button", name="Everybody here").click()
        for page in (phone, desk):
            page.wait_for_url(f"**/convolution?stride=2&room={code}")
            page.get_by_text("following the host").wait_for()
            assert page.get_by_test_id("stException").count() == 0
        host.get_by_role("link", name="Link to this lesson").click()
        host.get_by_role("tab", name="Lead").click()
        host.get_by_role("button", name="Ask the room").click()
        for page, said in ((phone, 4), (desk, 5)):
            page.get_by_text(f"1 of {len(PATH.steps)}").wait_for()
            settled(page)
            assert page.get_by_role("button", name="Show me").count() == 0
            predict(page, said)
        host.get_by_text("2 predictions").wait_for()
        assert host.locator(".predictions").count() == 0
        process.kill()
    with running_app(port, **places):
        desk.reload()
        desk.get_by_text("You predict 5.").wait_for(timeout=60_000)
        host.reload()
        settled(host)
        let_in(host)
        host.locator("h2", has_text=code).wait_for()
        host.get_by_role("tab", name="Lead").click()
        host.get_by_text(questions.title(CELL)).last.wait_for()
        host.get_by_role("button", name="Reveal").click()
        host.locator(".predictions", has_text="Added the pixels").wait_for()
        desk.get_by_text("Added the pixels").wait_for()
        phone.locator(".st-key-path").get_by_text("Right.").wait_for(timeout=60_000)
        host.get_by_role("tab", name="The room").click()
        host.get_by_role("link", name="For the projector").click()
        host.locator(".st-key-projector .predictions").wait_for()
        assert not host.get_by_test_id("stSidebar").is_visible()
        sizes = host.locator(
            ".st-key-projector :is(p, .said, .said small, .turn span)"
        ).evaluate_all("all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))")
        assert min(sizes) >= 24
        header = host.get_by_test_id("stHeader").bounding_box()
        code_picture = host.locator(".st-key-projector img").bounding_box()
        assert code_picture["y"] >= header["y"] + header["height"]
    for page in (host, phone, desk):
        page.context.close()
