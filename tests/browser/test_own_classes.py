"""Own classes in Chromium: files of many kinds, marks by keyboard, the camera, a phone."""

import io
from collections.abc import Callable, Iterator
from zipfile import ZipFile

import pytest
from PIL import Image

from benchmarks.chromium import running_app
from cnncore.transfer.scenes import Scene, draw_scene
from tests.browser.axe import grave_violations
from tests.conftest import CHROMIUM_FLAGS, chromium, settled

pytestmark = pytest.mark.browser
SIZES = {"screen": (1280, 900), "phone": (390, 844)}


def photo(thing: str, seed: int, ground: str = "cloth") -> bytes:
    file = io.BytesIO()
    Image.fromarray(draw_scene(Scene(thing, ground), seed)).save(file, "JPEG")
    return file.getvalue()


def file_of(name: str, data: bytes, kind: str = "image/jpeg") -> dict:
    return {"name": name, "mimeType": kind, "buffer": data}


def count_of(page, wanted: int) -> None:
    until(lambda: page.locator(".album img").count() == wanted, page)
    settled(page)


def until(there: Callable[[], bool], page) -> None:
    """Look again until it is there: what lies in a component no script of the page can count."""
    for _ in range(600):
        if there():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come within a minute")


@pytest.mark.parametrize("size", SIZES)
def test_a_class_is_filled_trained_tried_and_caught(visit, size: str) -> None:
    width, height = SIZES[size]
    page = visit("/own_classes", width=width, height=height)
    page.get_by_role("button", name="Another set").click()
    page.get_by_role("button", name="Empty, for my own").click()
    count_of(page, 0)
    folders = io.BytesIO()
    with ZipFile(folders, "w") as archive:
        for number in range(5):
            archive.writestr(f"First thing/{number}.jpg", photo("mug", number))
            archive.writestr(f"Second thing/{number}.jpg", photo("ball", number))
    files = [
        file_of("things.zip", folders.getvalue(), "application/zip"),
        file_of("more.jpg", photo("mug", 50)),
        file_of("notes.png", b"only text", "image/png"),
    ]
    page.locator("input[type=file]").set_input_files(files)
    count_of(page, 11)
    page.get_by_text("notes.png: this needs a complete").wait_for()
    page.get_by_role("button", name="Train", exact=True).click()
    page.get_by_text("that it never learnt from").wait_for()
    assert grave_violations(page) == []
    page.get_by_role("tab", name="Why", exact=True).click()
    page.get_by_text("Most like it, of the photos that it learnt from").wait_for()
    settled(page)
    page.get_by_alt_text("with what speaks for").wait_for()
    page.get_by_role("tab", name="Caught cheating").click()
    page.get_by_text("Which will it say?").first.wait_for()
    assert not page.get_by_text("as you thought").count()
    page.get_by_role("radio", name="Apple", exact=True).click()
    page.get_by_text("It says Pear, not what you thought").wait_for(timeout=60_000)
    assert grave_violations(page) == []


def test_photos_are_marked_moved_and_brought_back_by_keyboard(visit) -> None:
    page = visit("/own_classes")
    count_of(page, 24)
    first = page.locator(".album button").first
    first.focus()
    page.keyboard.press("Space")
    page.get_by_text("1 photo marked").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("2 photos marked").wait_for()
    assert page.locator(".album button[aria-pressed=true]").count() == 2
    page.get_by_role("button", name="Delete", exact=True).press("Enter")
    count_of(page, 22)
    page.get_by_role("button", name="Undo").press("Enter")
    count_of(page, 24)


@pytest.fixture(scope="module")
def camera(browser) -> Iterator[object]:
    """Open a browser whose camera shows the browser's own test picture."""
    fake = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    with running_app() as (address, *_):
        window = browser.browser_type.launch(
            executable_path=chromium(), args=[*CHROMIUM_FLAGS, *fake]
        )
        context = window.new_context(permissions=["camera"])
        yield lambda path: opened(context.new_page(), f"{address}{path}")
        window.close()


def opened(page, address: str):
    page.goto(address)
    settled(page)
    return page


def test_a_burst_is_taken_while_the_button_is_held_and_is_one_group(camera) -> None:
    page = camera("/own_classes?photos_from=camera")
    count_of(page, 24)
    page.get_by_role("button", name="Start the camera").click()
    take = page.get_by_role("button", name="Hold to take photos")
    take.wait_for()
    take.scroll_into_view_if_needed()
    take.focus()
    page.keyboard.down("Space")
    page.get_by_text("4 taken").wait_for()
    page.keyboard.up("Space")
    until(lambda: page.locator(".album img").count() > 24, page)
    settled(page)
    tests = page.locator(".album section").first.locator(".aside").count()
    taken = page.locator(".album section").first.locator("img").count() - 12
    assert taken >= 2  # near duplicates of one burst: photos that are the same are taken once
    assert tests in (3, 3 + taken, taken)


def test_the_live_camera_is_answered_again_and_again(camera) -> None:
    page = camera("/own_classes?own=try&tried=camera")
    page.get_by_role("button", name="Start the camera").click()
    page.get_by_text("Nothing has been shown yet").wait_for(state="hidden", timeout=60_000)
    shown = page.get_by_alt_text("with what speaks for")
    shown.wait_for(timeout=60_000)
    first = shown.get_attribute("src")
    page.wait_for_function(
        "old => document.querySelector('img[alt*=\"with what speaks for\"]')?.getAttribute('src')"
        " !== old",
        arg=first,
        timeout=60_000,
    )
