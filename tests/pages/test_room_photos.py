"""A room's photos on the pages: given by who says so, answered, taken back, shown to the host."""

import numpy as np
import pytest

from cnncore.errors import InputError
from cnncore.transfer.album import take_shots
from cnncore.transfer.scenes import Scene, draw_scene
from tests.pages.test_class_wall import press
from tests.pages.test_own_classes import given, jpeg, words_of
from ui.own_classes import room_album, the_rooms
from ui.shared.imagenet import network

THINGS = ["ball", "box"]


@pytest.fixture
def code(school) -> str:
    room_album.forget()
    code = school.open_room()
    school.collect(code, THINGS)
    return code


def fill(school, code: str, each: int) -> None:
    for place, thing in enumerate(("ball", "mug")):
        grounds = ("grass", "cloth", "wood") * each
        photos = [draw_scene(Scene(thing, grounds[n]), 40 + n) for n in range(each)]
        for shot in take_shots(network(), photos, place):
            school.give_photo(code, room_album.given(shot, place))


def file(seed: int) -> tuple[str, bytes, str]:
    return f"{seed}.jpg", jpeg("mug", "cloth", seed), "image/jpeg"


def test_a_visitor_gives_sees_and_takes_back(open_app, school, code) -> None:
    app = given(open_app("own_classes", room=code), file(1), file(2))
    assert school.photos(code) == []  # nothing is given unasked
    app.session_state["of"] = "box"
    app.run()
    press(app, "Give 2 photos to the room as box")
    assert not app.exception
    assert [photo.label for photo in school.photos(code)] == [1, 1]
    assert "box: 2 photos" in "\n".join(one.value for one in app.get("html"))
    assert "it got 0 of ball" in words_of(app)
    press(app, "Take my last one back (2 given)")
    assert len(school.photos(code)) == 1


def test_what_the_room_has_already_stays_with_who_gives(open_app, school, code) -> None:
    app = given(open_app("own_classes", room=code), file(1))
    press(app, "Give 1 photo to the room as ball")
    other = given(open_app("own_classes", room=code), file(1), file(2))
    press(other, "Give 2 photos to the room as ball")
    assert "one that the room has" in words_of(other)
    assert len(school.photos(code)) == 1
    press(other, "Not these")
    assert "one that the room has" not in words_of(other)


def test_a_file_that_is_no_photo_costs_the_others_nothing(open_app, school, code) -> None:
    app = given(open_app("own_classes", room=code), file(1), ("no.jpg", b"none", "image/jpeg"))
    assert "no.jpg: this needs" in words_of(app)
    press(app, "Give 1 photo to the room as ball")
    assert len(school.photos(code)) == 1


def test_nobody_fills_the_room_alone(open_app, school, code, monkeypatch) -> None:
    monkeypatch.setattr(the_rooms, "MOST_EACH", 2)
    app = given(open_app("own_classes", room=code), file(1), file(2), file(3))
    press(app, "Give 2 photos to the room as ball")  # the last two taken
    app = press(given(app, file(4)), "Give 1 photo to the room as ball")
    assert "at most 2 photos of yours" in words_of(app)
    assert len(school.photos(code)) == 2


def test_the_room_learns_and_answers_before_a_photo_is_given(open_app, school, code) -> None:
    fill(school, code, 6)
    app = given(open_app("own_classes", room=code), file(1))
    told = words_of(app)
    assert "What the room's network says of it now" in told
    learnt = room_album.collected(code).learnt
    assert f"{learnt.right} of {learnt.tested} photos" in told
    assert len(school.photos(code)) == 12


def test_an_album_reads_back_what_was_given(school, code) -> None:
    fill(school, code, 2)
    shots = {shot.digest: shot for shot in room_album.collected(code).album.shots}
    photos = [draw_scene(Scene("mug", on), 40 + n) for n, on in enumerate(("grass", "cloth"))]
    for shot in take_shots(network(), photos, 1):
        found = shots[shot.digest]
        assert (found.label, found.burst) == (1, shot.burst)
        np.testing.assert_array_equal(found.numbers, shot.numbers)
        np.testing.assert_array_equal(found.outline, shot.outline)


def test_nothing_stays_in_memory_once_a_room_is_closed(open_app, school, code) -> None:
    fill(school, code, 3)
    app = open_app("own_classes", room=code)
    assert "ball: 3 photos" in "\n".join(one.value for one in app.get("html"))
    school.close_room(code)
    app.run()
    assert not app.exception
    assert room_album.collected(code).album.shots == ()
    assert isinstance(room_album.collected(code).learnt, InputError)
    assert "Train" in [button.label for button in app.button]  # the visitor's own album again


def test_outside_a_room_nothing_speaks_of_one(open_app, school) -> None:
    code = school.open_room()  # it collects nothing
    for query in ({}, {"room": code}, {"whose": "room"}):
        app = open_app("own_classes", **query)
        assert not app.exception
        assert "The room's" not in [o for box in app.segmented_control for o in box.options]
        assert "Train" in [button.label for button in app.button]


def test_nobody_outside_the_room_is_shown_its_photos(open_app, school, code) -> None:
    fill(school, code, 3)
    other = school.open_room()
    school.collect(other, THINGS)
    sheets = room_album.collected(code).sheets
    assert all(sheets)
    shown = str([one.value for one in open_app("own_classes", room=code).get("html")])
    assert all(sheet in shown for sheet in sheets)
    for query in ({}, {"room": other}, {"room": other, "whose": "room"}):
        shown = str([one.value for one in open_app("own_classes", **query).get("html")])
        assert not any(sheet in shown for sheet in sheets)


def test_the_host_names_things_and_takes_a_photo_down(open_app, school, monkeypatch) -> None:
    code = school.open_room()
    app = open_app("host", host_tab="collect", hosting=code)
    key = next((box for box in app.text_input if box.label == "Host key"), None)
    if key is not None:
        key.set_value("open sesame")
        press(app, "Open")
    box = next(box for box in app.text_input if box.label.startswith("Things"))
    box.set_value("ball,  box")
    press(app, "Collect photos")
    assert not app.exception
    assert school.collected(code) == ("ball", "box")
    fill(school, code, 3)
    app.run()
    assert "ball: 3 photos" in "\n".join(one.value for one in app.get("html"))
    press(app, "Take it down")
    assert [photo.label for photo in school.photos(code)].count(0) == 2
    box = next(box for box in app.text_input if box.label.startswith("Things"))
    box.set_value("one")
    press(app, "Collect photos")
    assert "2 to 6 things" in words_of(app)
    assert len(school.photos(code)) == 5
