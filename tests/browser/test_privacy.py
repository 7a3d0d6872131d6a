"""Nothing that one visitor makes reaches another: tried with two on one real server.

Anna makes one of everything in a browser; Bert opens every tab of every lesson, guesses addresses
and holds the host's key, while she is here and when she has gone. What is looked for is marked:
noise, a stroke's own pixels, numbers nobody else would type, the very pictures sent to her.
"""

import os
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from benchmarks.chromium import free_port
from benchmarks.visitors import Visitor
from cnncore.runs import owner_mark
from tests.beside import run
from tests.browser.anna import (
    MAKES,
    MEDIA,
    PAGE,
    PHOTO,
    SEED,
    THINGS,
    Anna,
    School,
    png,
)
from tests.conftest import ROOT, _wait_until_healthy, settled
from tests.lesson_tabs import every_tab
from ui.lessons import address_path

pytestmark = pytest.mark.browser

HOST_KEY = "open sesame"


class Ear(Visitor):
    """A visitor who keeps every word it is sent."""

    def __init__(self, address: str, *texts: str) -> None:
        super().__init__(address, random.Random(1), texts)
        self.heard = bytearray()

    def _finished(self, message: object) -> bool:
        self.heard += message.SerializeToString()
        return super()._finished(message)


@pytest.fixture(scope="module")
def school(tmp_path_factory) -> Iterator[School]:
    """Start the app with a window into its process; a closed tab is forgotten after a second."""
    home, port, window = tmp_path_factory.mktemp("school"), free_port(), free_port()
    environment = {"CNN_RUNS": str(home / "runs"), "CNN_DATA": str(home), "CNN_SPARE": "0"}
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.browser.looked_into", str(window)),
            *(f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"),
            "--server.disconnectedSessionTTL=1",
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | environment | {"CNN_HOST_KEY": HOST_KEY},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, process)
        yield School(address, window, home)
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def anna(school: School, browser) -> Iterator[Anna]:
    """Have Anna make one of everything; she stays until `leaves` is asked for."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    made = Anna(context.new_page())

    def listen(socket: object) -> None:
        socket.on("framereceived", lambda frame: made.hear(frame))
        socket.on("framesent", lambda frame: made.say(frame))

    made.page.on("websocket", listen)
    made.page.goto(f"{school.address}/training?epochs=1&batch=512&seed={SEED}")
    settled(made.page)
    for make in MAKES:
        make(made, school)
    yield made
    context.close()


EVERYWHERE = [(address_path(tab.lesson), {tab.word: tab.key}) for tab in every_tab()]
FORGOTTEN = ("photo", "album", "page photo", "drawing", "own digits", "gift", "answer")
WHERE_THINGS_SHOW = ("", "draw_digit", "filter_gallery", "own_classes", "training", "inside")


def _guesses(anna: Anna) -> list[tuple[str, dict[str, str]]]:
    """Return addresses that somebody could try who has seen his own."""
    other = "A" if anna.run[-1] != "A" else "B"
    run, room = anna.run[:-1] + other, anna.room[:-1] + ("A" if anna.room[-1] != "A" else "B")
    return [
        ("filter_gallery", {"photo": "own"}),
        ("draw_digit", {"source": "photo"}),
        ("draw_digit", {"room": room, "view": "wall"}),
        ("draw_digit", {"trained": run, "view": "teach"}),
        ("training", {"run": "*"}),
        ("training", {"run": f"../{owner_mark('')}"}),
        ("training", {"run": run, "mine": "true"}),
        ("training", {"part": "race", "race": "learning_rate.1"}),
        ("host", {"at": "training?"}),
    ]


async def _visited(school: School, places: list[tuple[str, dict[str, str]]]) -> bytes:
    heard = bytearray()
    for path, query in places:
        ear = Ear(school.address)
        await ear.join(path, urlencode(query))
        await ear.press("Write the report")
        await ear.leave()
        assert ear.failures == []
        heard += ear.heard
    return bytes(heard)


def _heard(school: School, places: list[tuple[str, dict[str, str]]]) -> bytes:
    """Return all that a visitor of these pages is sent, with the files it is told of."""
    heard = run(_visited(school, places))
    for path in sorted(set(MEDIA.findall(heard))):
        heard += school.fetched(path.decode()) or b""  # its visitor may have left
    return heard


def _found(heard: bytes, marks: list[bytes]) -> list[str]:
    return [repr(mark[:60]) for mark in marks if mark in heard]


@pytest.fixture(scope="module")
def beside(school: School, anna: Anna) -> bytes:
    """Return what another hears on every page, and at addresses he guesses, while she is here."""
    return _heard(school, [*EVERYWHERE, *_guesses(anna)])


@pytest.fixture(scope="module")
def hosted(school: School, anna: Anna) -> bytes:
    """Return what the host's page tells whoever has its key."""

    async def visited() -> bytes:
        ear = Ear(school.address, HOST_KEY)
        room = f"hosting={anna.room}"
        await ear.join("host", f"host_tab=room&{room}")
        (key,) = [name for name, (_, item, _) in ear._widgets.items() if item.label == "Host key"]
        ear._widgets = {key: ear._widgets[key]}
        await ear.move()
        await ear.press("Open")
        for tab in ("lead", "queue"):
            await ear.switch("host", f"host_tab={tab}&{room}")
        await ear.leave()
        assert ear.failures == []
        return bytes(ear.heard)

    return run(visited())


@pytest.fixture(scope="module")
def after(school: School, anna: Anna, beside: bytes, hosted: bytes) -> bytes:
    """Return what another hears when she has taken her gift back and closed her tab."""
    anna.page.get_by_role("button", name="Take my last one back").click()
    anna.page.get_by_text(f"Room {anna.room}: 0 drawings").wait_for()
    anna.page.context.close()
    shown = [place for place in EVERYWHERE if place[0] in WHERE_THINGS_SHOW]
    return _heard(school, [*shown, *_guesses(anna)])


def test_she_has_made_one_of_everything(anna: Anna) -> None:
    assert sorted(anna.marks) == sorted(THINGS)
    everything = b"".join(anna.told) + b"".join(anna.sent)
    for thing in set(THINGS) - {"own digits"}:  # their picture is the drawing's
        assert any(mark in everything for mark in anna.marks[thing]), thing
    assert len(anna.marks["photo"]) > 20  # the whole wall


def test_the_window_sees_what_the_process_holds_of_her(school: School, anna: Anna) -> None:
    photo, digit = PHOTO[20].tobytes(), anna.marks["own digits"][0]
    held = school.held(photo, digit, b"nobody ever said this")
    assert held.pop(b"nobody ever said this".hex()) == []
    assert all(held.values())


@pytest.mark.parametrize("thing", THINGS)
def test_nothing_of_it_is_sent_to_another(anna: Anna, beside: bytes, thing: str) -> None:
    assert len(beside) > 1_000_000
    assert _found(beside, anna.marks[thing]) == []


@pytest.mark.parametrize("thing", [thing for thing in THINGS if thing != "gift"])
def test_nothing_of_it_is_on_the_hosts_page(anna: Anna, hosted: bytes, thing: str) -> None:
    assert anna.room.encode() in hosted
    assert _found(hosted, anna.marks[thing]) == []


def test_her_room_is_not_told_to_those_outside(anna: Anna, beside: bytes) -> None:
    assert _found(beside, [anna.room.encode()]) == []


def test_a_run_known_by_its_id_cannot_be_used_by_another(school: School, anna: Anna) -> None:
    heard = _heard(school, [("draw_digit", {"trained": anna.run})])
    assert b"a run that you have trained" in heard
    assert _found(heard, [SEED.encode()]) == []


def test_what_she_uploaded_cannot_be_fetched(school: School, anna: Anna) -> None:
    asked = re.findall(rb"/_stcore/upload_file/[\w-]+/[\w-]+", b"".join(anna.told))
    assert asked
    for path in asked:
        got = school.fetched(path.decode()) or b""
        assert _found(got, [png(PHOTO)[-200:], png(PAGE)[-200:]]) == []


def test_a_media_address_cannot_be_guessed(school: School, anna: Anna, beside: bytes) -> None:
    path = _addresses(anna, "gift")[0].decode()
    assert school.fetched(path)
    name, _, kind = path.rpartition(".")
    other = "0" if name[-1] != "0" else "1"
    assert school.fetched(f"{name[:-1]}{other}.{kind}") is None


@pytest.mark.parametrize("thing", THINGS)
def test_nothing_of_it_is_sent_to_another_when_she_has_gone(
    anna: Anna, after: bytes, thing: str
) -> None:
    assert _found(after, anna.marks[thing]) == []


@pytest.fixture(scope="module")
def kept(school: School, anna: Anna, after: bytes) -> dict[str, list[str]]:
    """Return which objects of the process still hold a mark of hers, by the mark's hex.

    A closed tab is kept for a second, in case it returns, and dropped when somebody comes or goes.
    """
    marks = [mark for thing in FORGOTTEN for mark in anna.marks[thing][:4]]
    pause = threading.Event()
    for _ in range(10):
        found = {mark: kinds for mark, kinds in school.held(*marks).items() if kinds}
        if not found:
            break
        pause.wait(0.5)
        _heard(school, [("", {})])
    return found


@pytest.mark.parametrize("thing", FORGOTTEN)
def test_the_process_forgets_it_when_she_has_gone(
    anna: Anna, kept: dict[str, list[str]], thing: str
) -> None:
    marks = [mark.hex() for mark in anna.marks[thing]]
    assert {mark: kinds for mark, kinds in kept.items() if mark in marks} == {}


def test_her_files_are_gone_with_her(school: School, anna: Anna, kept: dict) -> None:
    addresses = {path.decode() for thing in ("weights", "gift") for path in _addresses(anna, thing)}
    assert addresses
    assert [path for path in addresses if school.fetched(path)] == []


def _addresses(anna: Anna, thing: str) -> list[bytes]:
    return [mark for mark in anna.marks[thing] if MEDIA.fullmatch(mark)]


def test_a_gift_taken_back_is_in_no_file(school: School, anna: Anna, after: bytes) -> None:
    files = list(school.home.glob("rooms.sqlite3*"))
    assert files
    for file in files:
        assert _found(file.read_bytes(), anna.marks["gift"]) == []
