"""Anna, who makes one of everything in her tab, and the school whose server she is on.

What she makes is marked: noise, a stroke's own pixels, numbers that nobody else would type, and
the very pictures that she is shown of it.
"""

import io
import json
import re
import struct
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import numpy as np
from PIL import Image

from cnncore.classroom.rooms import Classroom
from cnncore.digits.collection import unpack
from cnncore.digits.strokes import sample_page
from tests.browser.drawing import draw_line
from tests.conftest import settled

SEED, ANSWER = "481516", "7331.25"
NOISE = np.random.default_rng(23)
PHOTO = NOISE.integers(0, 256, (40, 60, 3), dtype=np.uint8)
ALBUM = NOISE.integers(0, 256, (224, 224, 3), dtype=np.uint8)
PAGE = np.repeat(sample_page()[..., :1], 3, axis=2)
PAGE[:8, :60] = NOISE.integers(225, 256, (8, 60, 3), dtype=np.uint8)
PICTURE = re.compile(rb"data:image/\w+;base64,([A-Za-z0-9+/=]{80,})")
MEDIA = re.compile(rb"/media/[0-9a-f]{32,}\.(?:bin|jpg|png|html|txt|zip|npz|py|ipynb)")


@dataclass
class School:
    """One server, the port of its window, and the folder of all it keeps."""

    address: str
    window: int
    home: Path

    def held(self, *wanted: bytes) -> dict[str, list[str]]:
        """Ask the process which living objects hold these bytes."""
        asked = json.dumps([one.hex() for one in wanted]).encode()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.window}", asked) as answer:
            return json.load(answer)

    def fetched(self, path: str) -> bytes | None:
        """Return what a GET of this path is answered with, None where it is refused."""
        try:
            with urllib.request.urlopen(self.address + path) as answer:
                return answer.read()
        except urllib.error.HTTPError:
            return None


@dataclass
class Anna:
    """Who makes things: her tab, all that was sent to it and by it, and her marks by thing."""

    page: object
    sent: list[bytes] = field(default_factory=list)
    told: list[bytes] = field(default_factory=list)
    marks: dict[str, list[bytes]] = field(default_factory=dict)
    run: str = ""
    room: str = ""

    def pictures(self) -> set[bytes]:
        """Return the pictures that she has been shown so far."""
        return {one for frame in self.told for one in PICTURE.findall(frame)}

    def media(self) -> set[bytes]:
        """Return the addresses of files that she has been told so far."""
        return {one for frame in self.told for one in MEDIA.findall(frame)}

    def hear(self, frame: str | bytes) -> None:
        """Keep what the server sent to her."""
        self.told.append(_bytes(frame))

    def say(self, frame: str | bytes) -> None:
        """Keep what she sent to the server."""
        self.sent.append(_bytes(frame))

    def goes_to(self, title: str) -> None:
        """Follow the sidebar's link to a lesson."""
        self.page.get_by_role("link", name=title).first.click()
        self.page.get_by_role("heading", name=title, level=1).wait_for()
        settled(self.page)

    def opens(self, tab: str) -> None:
        """Open a tab of the lesson."""
        self.page.get_by_role("tab", name=tab).click()
        settled(self.page)


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


def png(pixels: np.ndarray) -> bytes:
    """Return the pixels as a PNG."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def _file(pixels: np.ndarray, name: str) -> dict:
    return {"name": name, "mimeType": "image/png", "buffer": png(pixels)}


def _run(anna: Anna, school: School) -> None:
    page = anna.page
    page.get_by_role("button", name="Train", exact=True).click()
    page.wait_for_url("**run=**", timeout=60_000)
    page.get_by_text("held-out digits are misread").wait_for(timeout=120_000)
    page.get_by_text("Finished ·").wait_for(timeout=120_000)
    anna.run = parse_qs(urlsplit(page.url).query)["run"][0]
    before = anna.media()
    anna.opens("Keep it")
    page.get_by_role("button", name="State dict").wait_for()
    anna.marks["run"] = [SEED.encode(), anna.run.encode()]
    anna.marks["weights"] = sorted(anna.media() - before)


def _photo(anna: Anna, school: School) -> None:
    anna.goes_to("Filter gallery")
    before = anna.pictures()
    anna.page.get_by_role("button", name="Use your own").click()
    anna.page.locator("input[type=file]").set_input_files(_file(PHOTO, "anna-481516.png"))
    anna.page.get_by_text("anna-481516.png, yours").wait_for()
    settled(anna.page)
    anna.marks["photo"] = [b"anna-481516", PHOTO[20].tobytes(), *(anna.pictures() - before)]


def _album(anna: Anna, school: School) -> None:
    anna.goes_to("Your own classes")
    page = anna.page
    page.locator(".album img").first.wait_for()
    shown, before = page.locator(".album img").count(), anna.pictures()
    page.locator("input[type=file]").set_input_files(_file(ALBUM, "album-481516.png"))
    page.locator(".album img").nth(shown).wait_for(timeout=60_000)
    settled(page)
    anna.marks["album"] = [b"album-481516", ALBUM[100].tobytes(), *(anna.pictures() - before)]


def _answer(anna: Anna, school: School) -> None:
    anna.goes_to("Convolution")
    anna.opens("Exercise")
    anna.page.get_by_placeholder("a number").first.fill(ANSWER)
    anna.page.get_by_role("button", name="Check").click()
    anna.page.get_by_text("of 1 right at the first try").wait_for()
    anna.marks["answer"] = [ANSWER.encode(), struct.pack("<d", float(ANSWER))]


def _draw(anna: Anna, points: list[tuple[int, int]]) -> None:
    page, asked = anna.page, len(anna.sent)
    page.locator(".st-key-clear button").first.click()
    page.get_by_text("The canvas is blank. Draw").wait_for()
    draw_line(page, points)
    page.get_by_text("The canvas is blank. Draw").wait_for(state="hidden")
    settled(page)
    assert len(anna.sent) > asked


def _drawing(anna: Anna, school: School) -> None:
    anna.goes_to("Draw a digit")
    anna.page.locator(".saying strong").wait_for()
    anna.page.locator("canvas").last.wait_for()
    shown, asked = anna.pictures(), len(anna.sent)
    _draw(anna, [(67, 53), (203, 61), (131, 227)])
    drawn = [one for frame in anna.sent[asked:] for one in PICTURE.findall(frame)]
    anna.marks["drawing"] = [drawn[-1][-300:], *(anna.pictures() - shown)]


def _own_digits(anna: Anna, school: School) -> None:
    anna.opens("Teach it")
    page, before = anna.page, anna.pictures()
    page.locator(".st-key-really_7 button").click()
    page.get_by_text("My digits: 1.").wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save").click()
    digits = unpack(Path(waiting.value.path()).read_bytes())
    page.get_by_role("button", name="Teach the network").click()
    page.get_by_text("From now on this network answers").wait_for(timeout=120_000)
    settled(page)
    cards = anna.pictures() - before
    anna.marks["own digits"] = [digits.images[0][5:23].tobytes(), *cards]


def _page_photo(anna: Anna, school: School) -> None:
    page = anna.page
    page.get_by_role("radio", name="Photo").click()
    page.get_by_text("A photo of your own digits").wait_for()
    settled(page)
    sample, shown = anna.pictures(), page.locator("img[alt^='A photo read as']")
    src = shown.get_attribute("src")
    page.locator("input[type=file]").first.set_input_files(_file(PAGE, "page-481516.png"))
    page.wait_for_function(
        "old => !document.querySelector(`img[src='${old}']`)", arg=src, timeout=60_000
    )
    settled(page)
    marks = [b"page-481516", PAGE[4, :60].tobytes()]
    anna.marks["page photo"] = [*marks, *(anna.pictures() - sample)]
    page.get_by_role("radio", name="Draw").click()
    page.locator("canvas").last.wait_for()


def _gift(anna: Anna, school: School) -> None:
    page = anna.page
    classroom = Classroom(school.home / "rooms.sqlite3")
    anna.room = classroom.open_room()
    _draw(anna, [(149, 37), (127, 241)])
    anna.opens("Class wall")
    page.get_by_label("Room code").fill(anna.room)
    page.get_by_role("button", name="Join").click()
    before = anna.media()
    page.get_by_role("button", name="Give it to the class wall").click()
    page.get_by_text(f"Room {anna.room}: 1 drawing").wait_for()
    settled(page)
    given = classroom.wall(anna.room).images[0]
    anna.marks["gift"] = [given[5:23].tobytes(), *(anna.media() - before)]


MAKES = (_run, _photo, _album, _answer, _drawing, _own_digits, _page_photo, _gift)
THINGS = ("run", "weights", "photo", "album", "answer", "drawing", "own digits", "page photo")
THINGS += ("gift",)
