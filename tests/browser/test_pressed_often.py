"""A double click and ten quick clicks in Chromium, on buttons that make or send something."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.chromium import running_app
from tests.conftest import settled

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("pressed")


@pytest.fixture(scope="module")
def app(places) -> Iterator[str]:
    """Start a server of this module's own, whose folders can be counted."""
    folders = {"CNN_RUNS": str(places / "runs"), "CNN_DATA": str(places / "data")}
    with running_app(CNN_SLOTS="1", CNN_HOST_KEY="open sesame", **folders) as (address, *_):
        yield address


@pytest.fixture
def page(browser, app) -> Iterator[object]:
    """Open a window: another visitor."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def press_often(page, button, way: str) -> None:
    """Press as a hand does: twice at once, or ten times as fast as the mouse goes."""
    button.wait_for(timeout=60_000)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    if way == "double":
        page.mouse.dblclick(*at)
        return
    for _ in range(10):
        page.mouse.click(*at, delay=20)


def answered(page) -> None:
    """Open another tab of the lesson: its answer comes after those to all that was pressed."""
    page.get_by_role("tab", name="Why share weights?").click()
    page.wait_for_url("**part=share**", timeout=60_000)


def come_to_rest(page) -> None:
    """Wait until the script has rested for a second: every press has been answered."""
    page.wait_for_function(
        "() => { const state = document.querySelector('[data-test-script-state]');"
        " const rests = state.dataset.testScriptState === 'notRunning';"
        " window.restsSince = rests ? window.restsSince || Date.now() : 0;"
        " return rests && Date.now() - window.restsSince > 1000 }",
        timeout=60_000,
    )


def runs_in(places: Path) -> set[Path]:
    return set((places / "runs").glob("*/*/settings.json"))


def drawings_in(places: Path) -> int:
    with sqlite3.connect(places / "data" / "rooms.sqlite3") as file:
        return file.execute("SELECT COUNT(*) FROM drawing").fetchone()[0]


WAYS = pytest.mark.parametrize("way", ["double", "ten"])


@WAYS
def test_train_queues_one_run(page, app, places, way: str) -> None:
    before = runs_in(places)
    page.goto(f"{app}/training?epochs=3")
    settled(page)
    press_often(page, page.get_by_role("button", name="Train", exact=True), way)
    page.wait_for_url("**run=**", timeout=60_000)
    answered(page)
    assert len(runs_in(places) - before) == 1


@WAYS
def test_a_race_is_entered_once(page, app, places, way: str) -> None:
    before = runs_in(places)
    page.goto(f"{app}/training?part=race&race_setting=optimiser")
    settled(page)
    press_often(page, page.locator(".st-key-start_race button"), way)
    page.wait_for_url("**race=**", timeout=60_000)
    answered(page)
    assert len(runs_in(places) - before) == 2


@WAYS
def test_a_room_is_opened_once_and_a_drawing_given_once(page, app, places, way: str) -> None:
    page.goto(f"{app}/host?host_tab=room")
    settled(page)
    page.get_by_role("tab", name="The room").click()
    page.get_by_label("Host key").fill("open sesame")
    page.get_by_role("button", name="Open", exact=True).click()
    opening = page.get_by_role("button", name="Open a room")
    opening.wait_for(timeout=60_000)
    rooms = rooms_in(places)
    press_often(page, opening, way)
    come_to_rest(page)
    (code,) = rooms_in(places) - rooms
    before = drawings_in(places)
    page.goto(f"{app}/draw_digit?view=wall&room={code}")
    settled(page)
    press_often(page, page.locator(".st-key-_give button"), way)
    page.get_by_text("1 drawing").first.wait_for(timeout=60_000)
    come_to_rest(page)
    assert drawings_in(places) == before + 1


def rooms_in(places: Path) -> set[str]:
    with sqlite3.connect(places / "data" / "rooms.sqlite3") as file:
        return {code for (code,) in file.execute("SELECT code FROM room")}
