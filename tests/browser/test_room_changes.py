"""A room opened, closed and joined while its people are at work, and a host who reloads."""

from urllib.parse import parse_qs, urlsplit

import pytest

from benchmarks.chromium import running_app
from cnncore.classroom.rooms import Classroom
from tests.browser.drawing import draw_line
from tests.conftest import settled

pytestmark = pytest.mark.browser
INK = """paper => paper.getContext("2d").getImageData(0, 0, paper.width, paper.height).data
  .filter((value, place) => place % 4 === 0 && value < 128).length"""


@pytest.fixture(scope="module")
def room_server(tmp_path_factory):
    """Start the app with rooms of its own; give its address and its classroom."""
    home = tmp_path_factory.mktemp("rooms")
    places = {"CNN_RUNS": str(home / "runs"), "CNN_DATA": str(home)}
    with running_app(**places, CNN_HOST_KEY="open sesame") as (address, _, _):
        yield address, Classroom(home / "rooms.sqlite3")


@pytest.fixture
def opened(browser, room_server):
    """Open an address of the server in a browser of its own."""
    contexts = []

    def open_(path: str, **look):
        context = browser.new_context(reduced_motion="reduce", **look)
        contexts.append(context)
        page = context.new_page()
        page.goto(room_server[0] + path)
        if "view=project" not in path:  # which has no title
            settled(page)
        return page

    yield open_
    for context in contexts:
        context.close()


def test_closing_the_room_leaves_what_is_being_drawn(opened, room_server) -> None:
    school = room_server[1]
    code = school.open_room()
    page = opened(f"/draw_digit?room={code}")
    page.get_by_text("following the host").wait_for()
    page.wait_for_selector(".saying strong")
    page.locator(".st-key-clear button").first.click()
    page.wait_for_function("() => document.querySelector('.saying strong').textContent === '?'")
    draw_line(page, [(140, 40), (140, 240)])
    page.wait_for_function("() => document.querySelector('.saying strong').textContent === '1'")
    paper = page.locator("canvas.dc-canvas.lower-canvas")
    before = paper.evaluate(INK)
    assert before > 1000
    school.close_room(code)
    page.get_by_text(f"Room {code} has been closed").wait_for()
    settled(page)
    assert paper.evaluate(INK) == before
    assert page.locator(".saying strong").first.inner_text() == "1"


def test_a_host_who_reloads_finds_tab_and_room(opened, room_server) -> None:
    school = room_server[1]
    mine, other = school.open_room(), school.open_room()
    host = opened(f"/host?host_tab=room&hosting={mine}")
    for _ in range(2):
        host.get_by_label("Host key").fill("open sesame")
        host.get_by_role("button", name="Open", exact=True).click()
        host.locator("h2", has_text=mine).wait_for()
        assert parse_qs(urlsplit(host.url).query) == {"host_tab": ["room"], "hosting": [mine]}
        host.reload()
        settled(host)
    for code in (mine, other):
        school.close_room(code)


def test_a_closed_room_leaves_the_other_hosts_screens(opened, room_server) -> None:
    school = room_server[1]
    code = school.open_room()
    screens = [
        opened(f"/host?{words}&hosting={code}") for words in ("host_tab=room", "view=project")
    ]
    for screen in screens:
        screen.get_by_label("Host key").fill("open sesame")
        screen.get_by_role("button", name="Open", exact=True).click()
        screen.get_by_alt_text("QR code").first.wait_for()
    school.close_room(code)
    for screen in screens:
        screen.get_by_alt_text("QR code").first.wait_for(state="detached")
        assert code not in urlsplit(screen.url).query
