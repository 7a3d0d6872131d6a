"""Lesson links as a class meets them, and a server that is killed in the middle of it."""

import json
import os
import signal
from urllib.parse import parse_qs, urlsplit

import pytest

from benchmarks.chromium import free_port, running_app
from tests.conftest import settled

pytestmark = pytest.mark.browser


def test_link_hides_controls_and_keeps_settings(visit) -> None:
    page = visit("/convolution?stride=2&hide=stride")
    page.locator(".st-key-padding").first.wait_for(state="visible")
    page.locator(".st-key-stride").first.wait_for(state="hidden")
    page.get_by_role("link", name="Link to this lesson").click()
    page.get_by_text("Point a phone's camera here.").wait_for()
    link = page.get_by_test_id("stCode").first.inner_text().strip()
    assert link.endswith("/convolution?stride=2")


def test_host_page_fits_a_phone(visit) -> None:
    page = visit("/host", width=390)
    page.get_by_text("Point a phone's camera here.").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_killed_server_lessons_reopen_from_their_address(browser, tmp_path) -> None:
    port = free_port()
    places = {"CNN_RUNS": str(tmp_path / "runs"), "CNN_DATA": str(tmp_path / "data")}
    page = browser.new_context().new_page()
    with running_app(port, **places) as (address, process, _):
        page.goto(f"{address}/convolution?stride=2&padding=1")
        settled(page)
        process.kill()
    with running_app(port, **places):
        page.reload()
        settled(page)
        assert "stride=2" in page.url
        assert "padding=1" in page.url
        page.locator(".st-key-stride").get_by_text("2", exact=True).first.wait_for()
    page.context.close()


def test_killed_server_visitors_reconnect_and_find_their_run(browser, tmp_path) -> None:
    """The open tab comes back by itself; its run went on, and one whose process died resumes."""
    port = free_port()
    places = {"CNN_RUNS": str(tmp_path / "runs"), "CNN_DATA": str(tmp_path / "data")}
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    with running_app(port, **places) as (address, process, _):
        page.goto(f"{address}/training?epochs=60&augmentation=pen")
        settled(page)
        page.get_by_role("button", name="Train", exact=True).click()
        page.wait_for_url("**run=**", timeout=60_000)
        page.get_by_text("s left").first.wait_for(timeout=60_000)
        run = parse_qs(urlsplit(page.url).query)["run"][0]
        process.kill()
    with running_app(port, **places):
        page.get_by_role("button", name="Pause").wait_for(timeout=60_000)
        assert parse_qs(urlsplit(page.url).query)["run"][0] == run
        (folder,) = (tmp_path / "runs").glob(f"*/{run}")
        worker = json.loads((folder / "status.json").read_text())["pid"]
        assert worker > 0  # 0 would be this very group of processes
        os.kill(worker, signal.SIGKILL)
        page.get_by_role("button", name="Resume").click(timeout=60_000)
        page.get_by_text("s left").first.wait_for(timeout=60_000)
        page.locator(".st-key-do_stop button").click()
        page.get_by_text("Stopped ·").wait_for(timeout=60_000)
    page.context.close()


@pytest.mark.parametrize("path", ["/", "/convolution", "/draw_digit", "/host"])
def test_nothing_is_asked_of_the_outside(browser, server, path: str) -> None:
    page = browser.new_context().new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server + path)
    settled(page)
    outside = [url for url in asked if not url.startswith((server, "data:", "blob:", "ws:"))]
    assert asked
    assert outside == []
    page.context.close()


CHECK_IN_VIEW = """() => { const check = document.querySelector('[data-testid=stFormSubmitButton]');
  const box = check.getBoundingClientRect();
  return box.top > 0 && box.bottom < innerHeight }"""


@pytest.mark.parametrize("window", [{}, {"width": 390, "height": 844, "touch": True}])
def test_an_exercise_link_opens_at_its_exercise_however_late_the_page_is_drawn(
    visit, window: dict
) -> None:
    page = visit("/convolution?tab=exercise&task=size&level=2&question=7", **window)
    page.get_by_role("button", name="Check").wait_for()
    page.wait_for_function(CHECK_IN_VIEW)
    # as if a figure above it came only now
    page.locator("h1").evaluate("title => { title.style.paddingBottom = '1500px' }")
    page.wait_for_function(CHECK_IN_VIEW)
    page.get_by_role("button", name="Check").hover()
    page.mouse.wheel(0, -600)  # the reader looks around: nothing moves by itself any more
    page.wait_for_function(f"() => !({CHECK_IN_VIEW})()")
    page.locator("h1").evaluate("title => { title.style.paddingBottom = '3000px' }")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    assert not page.evaluate(CHECK_IN_VIEW)


def test_a_phones_sidebar_closes_behind_a_link(visit) -> None:
    page = visit("/", width=390, height=844)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebar").get_by_role("link", name="The network", exact=True).click()
    page.get_by_role("heading", name="The network", level=1).wait_for()
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().right <= 0"
    )


def test_scripts_take_no_room(visit) -> None:
    page = visit("/training")
    top = page.evaluate("document.querySelector('h1').getBoundingClientRect().top")
    padding = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.stMainBlockContainer')).paddingTop)"
    )
    assert top == padding
