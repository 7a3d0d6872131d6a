"""Hosts: the key, which room is whose, what a reload finds, and two of them at once."""

import io
from itertools import count

import numpy as np
import pytest
from PIL import Image

from cnncore.digits.collection import MOST, unpack
from cnncore.digits.dataset import Digits, load_digits
from ui.host import key, take_home
from ui.shared import our_handwriting, presence


def type_key(app, typed: str = "open sesame"):
    next(x for x in app.text_input if x.label == "Host key").set_value(typed)
    return next(x for x in app.button if x.label == "Open").click().run()


def host_of(open_app, code: str, **address: str):
    """Open the host's page at a room, and give the key."""
    return type_key(open_app("host", **({"host_tab": "room", "hosting": code} | address)))


def room_shown(app) -> str:
    return next(text.value for text in app.markdown if text.value.startswith("## "))[3:]


@pytest.fixture
def guesses(monkeypatch) -> key.Guesses:
    """No wrong key so far, and a clock that stands at 1,000 seconds until it is moved."""
    fresh = key.Guesses()
    monkeypatch.setattr(key, "GUESSES", fresh)
    monkeypatch.setattr(key, "monotonic", lambda: clock[0])
    clock = fresh.clock = [1000.0]
    return fresh


def test_host_needs_the_key(open_app, school, guesses) -> None:
    code = school.open_room()
    app = type_key(open_app("host", host_tab="room", hosting=code), "wrong")
    assert "not the key" in app.warning[0].value
    assert not app.metric
    guesses.clock[0] += key.LONGEST_PAUSE
    type_key(app)
    assert not app.exception
    assert app.metric[0].label == "In the room now"
    assert "Host key" not in [x.label for x in app.text_input]


def test_a_thousand_keys_take_more_than_an_hour(guesses) -> None:
    began = guesses.clock[0]
    for _ in range(1000):
        guesses.clock[0] += guesses.wait()
        assert guesses.wait() == 0
        guesses.note()
    assert guesses.clock[0] - began > 3600
    assert 0 < guesses.wait() <= key.LONGEST_PAUSE  # the host is not kept out for longer
    guesses.clock[0] += 3600
    assert guesses.wait() == 0


def test_a_key_too_soon_after_wrong_ones_is_not_read_and_told_so(open_app, school, guesses) -> None:
    for _ in range(9):
        guesses.note()
    app = type_key(open_app("host", host_tab="room"))
    assert "was not read: 9 wrong ones" in app.warning[0].value
    assert "5 s" in app.warning[0].value
    guesses.clock[0] += key.LONGEST_PAUSE
    assert not type_key(app).warning


def test_a_reload_asks_for_the_key_and_shows_the_same_room(open_app, school) -> None:
    mine, other = school.open_room(), school.open_room()
    before = host_of(open_app, mine)
    app = type_key(open_app("host", **before.query_params))
    assert room_shown(app) == mine
    assert not app.exception
    projector = host_of(open_app, other, view="project")
    assert projector.query_params["hosting"] == other
    assert any(other in block.proto.body for block in projector.get("html"))


def test_a_room_that_was_not_chosen_is_not_shown(open_app, school) -> None:
    code = school.open_room()
    app = type_key(open_app("host", host_tab="room"))
    assert not [text for text in app.markdown if text.value.startswith("## ")]
    next(box for box in app.selectbox if box.label == "Room").set_value(code).run()
    assert room_shown(app) == code
    assert app.query_params["hosting"] == code


def close(app, typed: str):
    next(box for box in app.text_input if box.label == "Its code").set_value(typed)
    return next(x for x in app.button if x.label == "Delete the room").click().run()


def test_a_room_is_closed_by_its_own_code_alone(open_app, school) -> None:
    mine, other = school.open_room(), school.open_room()
    app = host_of(open_app, mine)
    for typed in ("", other):
        assert any("not this room's code" in said.value for said in close(app, typed).warning)
    assert set(school.rooms()) == {mine, other}
    close(app, mine.lower())
    assert school.rooms() == [other]
    assert f"Room {mine} has been closed" in app.info[0].value


def test_one_hosts_closing_is_seen_by_the_other(open_app, school) -> None:
    code, other = school.open_room(), school.open_room()
    first, second = host_of(open_app, code), host_of(open_app, code)
    close(first, code)
    assert f"Room {code} has been closed" in second.run().info[0].value
    assert not [text for text in second.markdown if text.value == f"## {code}"]
    assert "hosting" not in second.query_params
    assert room_shown(host_of(open_app, other)) == other


def test_here_now_counts_the_rooms_tabs_without_hosts(open_app, school, monkeypatch) -> None:
    numbers = count()  # in this test all tabs are one session
    monkeypatch.setattr(presence, "tab", lambda: str(next(numbers)))
    code, other = school.open_room(), school.open_room()
    for name in ("convolution", "network", "network"):
        open_app(name, room=code)
    open_app("convolution", room=other)
    open_app("convolution")
    app = host_of(open_app, code)
    assert app.metric[0].value == "3"
    assert any("Convolution by hand 1 · The network 2" in said.value for said in app.caption)


def test_nobody_is_led_to_the_hosts_own_page(open_app, school) -> None:
    app = host_of(open_app, school.open_room())
    assert any("You host room" in said.value for said in app.sidebar.caption)
    assert "Everybody here" not in [button.label for button in app.sidebar.button]
    app.switch_page("pages/network.py").run()
    assert "Everybody here" in [button.label for button in app.sidebar.button]


def test_the_projector_shows_wall_and_networks_while_nothing_is_asked(open_app, school) -> None:
    code = school.open_room()
    app = host_of(open_app, code, view="project")
    assert not any("The bundled network" in text.value for text in app.markdown)
    school.give(code, np.eye(28), 1)
    our_handwriting.room_test.clear()
    app = host_of(open_app, code, view="project")
    assert not app.exception
    assert any("The bundled network: **" in text.value for text in app.markdown)


@pytest.fixture
def files(monkeypatch) -> dict[str, str | bytes]:
    """What the page offers to download, made as whoever asks for it gets it, by its name."""
    offered = {}

    def keep(label, data, file_name, *rest, **look) -> bool:
        offered[file_name] = data()
        return False

    monkeypatch.setattr("streamlit.download_button", keep)
    return offered


def test_a_host_takes_a_rooms_results_home(open_app, school, files) -> None:
    our_handwriting.room_test.clear()
    digits = load_digits(split="held-out")
    code = school.open_room()
    host_of(open_app, code)
    assert files == {}
    for image, label in zip(digits.images[:14], digits.labels[:14], strict=True):
        school.give(code, image / 255, int(label))
    school.count(code, "size", "right")
    assert not host_of(open_app, code).exception
    assert "size,right,1" in files[f"room-{code}.csv"]
    assert "The bundled network,14,14" in files[f"networks-{code}.csv"]
    test_set, wall = unpack(files[f"wall-{code}.npz"]), school.wall(code)
    np.testing.assert_array_equal(test_set.images, wall.images)
    np.testing.assert_array_equal(test_set.labels, wall.labels)
    picture = Image.open(io.BytesIO(files[f"wall-{code}.png"]))
    assert picture.size == (12 * 30 * 2, 2 * 30 * 2)
    first = np.asarray(picture)[2:58:2, 2:58:2]
    np.testing.assert_array_equal(first, 255 - wall.images[0])


def test_a_test_set_holds_what_its_reader_takes() -> None:
    many = Digits(np.zeros((MOST + 1, 28, 28), np.uint8), np.ones(MOST + 1, np.uint8))
    assert len(unpack(take_home.digits_file(many))) == MOST
