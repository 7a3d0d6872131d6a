"""A room's photos: given by receipt, kept for that room only, gone without a trace."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from cnncore.classroom import collecting
from cnncore.classroom.collecting import GivenPhoto
from cnncore.classroom.rooms import Classroom
from cnncore.errors import InputError

MARK = b"\x5a\xa5" * 400
PHOTO = GivenPhoto(1, MARK, b"\x01" * 5120, b"\x02" * 8, "a burst")


@pytest.fixture
def school(tmp_path) -> Classroom:
    return Classroom(tmp_path / "rooms.sqlite3")


@pytest.fixture
def code(school) -> str:
    code = school.open_room()
    school.collect(code, ["my  mug", "plant"])
    return code


def left(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_what_is_given_comes_back_as_it_was(school, code) -> None:
    assert school.collected(code) == ("my mug", "plant")
    receipt = school.give_photo(code, PHOTO)
    assert school.photos(code) == [PHOTO]
    assert school.still_given([receipt, "another"]) == {receipt}
    assert school.take_back(receipt)
    assert not school.take_back(receipt)
    assert school.photos(code) == []


def test_a_room_that_collects_nothing_takes_nothing(school) -> None:
    code = school.open_room()
    assert school.collected(code) == ()
    with pytest.raises(InputError, match="a thing that the room collects"):
        school.give_photo(code, PHOTO)
    with pytest.raises(InputError, match="open room"):
        school.collect("ABCDEF", ["mug", "plant"])


def test_another_room_neither_sees_nor_loses_it(school, code) -> None:
    other = school.open_room()
    school.collect(other, ["mug", "plant"])
    school.give_photo(code, PHOTO)
    assert school.photos(other) == []
    school.give_photo(other, PHOTO)
    school.close_room(code)
    assert school.photos(other) == [PHOTO]


@pytest.mark.parametrize("how", ["taken back", "taken down", "other things", "no things", "closed"])
def test_what_goes_leaves_nothing_in_the_file(school, code, tmp_path, how: str) -> None:
    receipt = school.give_photo(code, PHOTO)
    before = school.photos_mark(code)
    if how == "taken back":
        school.take_back(receipt)
    elif how == "taken down":
        assert school.take_photo_down(code, PHOTO.png)
        assert not school.take_photo_down(code, PHOTO.png)
    elif how == "other things":
        school.collect(code, ["mug", "lamp"])
    elif how == "no things":
        school.collect(code, [])
        assert school.collected(code) == ()
    else:
        school.close_room(code)
    assert school.photos(code) == []
    assert school.photos_mark(code) != before
    assert school.still_given([receipt]) == set()
    assert MARK not in left(tmp_path)


def test_the_same_things_again_keep_the_photos(school, code) -> None:
    school.give_photo(code, PHOTO)
    mark = school.photos_mark(code)
    school.collect(code, ["my mug", "plant"])
    assert (school.photos(code), school.photos_mark(code)) == ([PHOTO], mark)


def test_sixty_giving_at_once_lose_nothing(school, code) -> None:
    def give(number: int) -> str:
        return school.give_photo(code, replace(PHOTO, png=bytes([number]), label=number % 2))

    with ThreadPoolExecutor(60) as pool:
        receipts = list(pool.map(give, range(60)))
    assert len(set(receipts)) == 60
    assert sorted(one.png[0] for one in school.photos(code)) == list(range(60))
    assert all(one.label == one.png[0] % 2 for one in school.photos(code))


@pytest.mark.parametrize(
    ("photo", "told"),
    [
        (replace(PHOTO, label=2), "a thing that the room collects"),
        (replace(PHOTO, label=-1), "a thing that the room collects"),
        (replace(PHOTO, png=b"x" * collecting.MOST_BYTES), "at most 200,000 bytes"),
        (replace(PHOTO, label=0), "one that the room has"),
    ],
)
def test_wrong_photos_are_told(school, code, photo: GivenPhoto, told: str) -> None:
    school.give_photo(code, PHOTO)
    with pytest.raises(InputError, match=told):
        school.give_photo(code, photo)
    assert school.photos(code) == [PHOTO]


def test_a_full_room_is_told(school, code, monkeypatch) -> None:
    monkeypatch.setattr(collecting, "MOST_PHOTOS", 1)
    school.give_photo(code, PHOTO)
    with pytest.raises(InputError, match="at most 1"):
        school.give_photo(code, replace(PHOTO, png=b"another"))


@pytest.mark.parametrize(
    ("things", "told"),
    [
        (["mug"], "2 to 6"),
        (list("abcdefg"), "2 to 6"),
        (["mug", " "], "1 to 24"),
        (["mug", "x" * 25], "1 to 24"),
        (["mug", "a\nb\x00"], "1 to 24"),
        (["mug", "MUG"], "different"),
    ],
)
def test_wrong_things_are_told_and_nothing_changes(school, code, things, told: str) -> None:
    school.give_photo(code, PHOTO)
    with pytest.raises(InputError, match=told):
        school.collect(code, things)
    assert school.photos(code) == [PHOTO]
