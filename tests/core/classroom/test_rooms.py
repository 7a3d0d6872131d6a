"""The room's wall: nothing lost, nothing kept, nothing shown to another room."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from cnncore.classroom import rooms
from cnncore.classroom.rooms import Classroom
from cnncore.errors import InputError

DIGIT = np.linspace(0, 1, 784).reshape(28, 28)


@pytest.fixture
def school(tmp_path) -> Classroom:
    return Classroom(tmp_path / "rooms.sqlite3")


def test_sixty_giving_at_once_lose_nothing(school) -> None:
    code = school.open_room()

    def visitor(number: int) -> str:
        school.count(code, "size", "right" if number % 3 else "forgot 2P")
        return school.give(code, DIGIT * (number / 60), number % 10)

    with ThreadPoolExecutor(60) as pool:
        receipts = list(pool.map(visitor, range(60)))
    wall = school.wall(code)
    assert len(set(receipts)) == len(wall.labels) == 60
    np.testing.assert_array_equal(np.bincount(wall.labels), np.full(10, 6))
    brightest = sorted(wall.images.max(axis=(1, 2)).tolist())
    assert brightest == [round(255 * n / 60) for n in range(60)]
    (tally,) = school.tallies(code)
    assert (tally.right, tally.mistakes, tally.answers) == (40, {"forgot 2P": 20}, 60)


def test_closing_leaves_nothing_in_the_file(school, tmp_path) -> None:
    code = school.open_room()
    school.give(code, np.full((28, 28), 0x5A / 255), 4)
    school.count(code, "size", "right")
    school.close_room(code)
    assert school.rooms() == [] == school.tallies(code)
    assert len(school.wall(code).labels) == 0
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"\x5a" * 784 not in left
    with pytest.raises(InputError, match="open room"):
        school.give(code, DIGIT, 4)


def test_the_host_takes_one_drawing_down_and_nothing_of_it_is_left(school, tmp_path) -> None:
    one, other = school.open_room(), school.open_room()
    rude, kind = np.full((28, 28), 0x5A / 255), DIGIT
    receipt = school.give(one, rude, 4)
    school.give(one, kind, 7)
    school.give(other, kind, 7)
    hung = school.wall(one).images
    drawing = next(image for image in hung if (image == 0x5A).all())
    assert school.take_down(one, drawing)
    assert not school.take_down(one, drawing)
    assert not school.take_back(receipt)
    assert (len(school.wall(one).labels), len(school.wall(other).labels)) == (1, 1)
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"\x5a" * 784 not in left


def test_one_room_does_not_see_the_other(school) -> None:
    one, other = school.open_room(), school.open_room()
    receipt = school.give(one, DIGIT, 7)
    assert len(school.wall(other).labels) == 0
    assert not school.take_back("guess")
    assert school.take_back(receipt)
    assert not school.take_back(receipt)


def test_networks_are_entered_once_and_taken_back_by_receipt(school, monkeypatch) -> None:
    one, other = school.open_room(), school.open_room()
    receipt = school.enter(one, "run of anna", "epochs 3")
    school.enter(other, "run of anna", "epochs 3")
    assert [(entry.run, entry.words) for entry in school.entries(one)] == [
        ("run of anna", "epochs 3")
    ]
    with pytest.raises(InputError, match="tested already"):
        school.enter(one, "run of anna", "epochs 3")
    monkeypatch.setattr(rooms, "MOST_NETWORKS", 1)
    with pytest.raises(InputError, match="at most 1"):
        school.enter(one, "run of bert", "")
    assert school.take_back(receipt)
    assert not school.take_back(receipt)
    assert school.entries(one) == []
    assert len(school.entries(other)) == 1
    school.close_room(other)
    assert school.entries(other) == []
    with pytest.raises(InputError, match="open room"):
        school.enter(other, "run of anna", "")


def test_sixty_entering_at_once_lose_nothing(school) -> None:
    code = school.open_room()
    with ThreadPoolExecutor(60) as pool:
        list(pool.map(lambda n: school.enter(code, f"run {n}", ""), range(60)))
    assert sorted(entry.run for entry in school.entries(code)) == sorted(
        f"run {n}" for n in range(60)
    )


def test_old_rooms_close_themselves(school, monkeypatch) -> None:
    code = school.open_room()
    school.give(code, DIGIT, 7)
    later = rooms.time.time() + rooms.OPEN_FOR + 1
    monkeypatch.setattr(rooms.time, "time", lambda: later)
    assert not school.is_open(code)
    school.open_room()
    assert len(school.wall(code).labels) == 0


def test_wrong_gifts_are_told(school, monkeypatch) -> None:
    code = school.open_room()
    for digit, label, word in (
        (np.zeros((3, 3)), 1, "28 x 28"),
        (DIGIT * np.nan, 1, "28 x 28"),
        (DIGIT, 10, "0 to 9"),
        (DIGIT, "seven", "0 to 9"),
    ):
        with pytest.raises(InputError, match=word):
            school.give(code, digit, label)
    monkeypatch.setattr(rooms, "MOST_DRAWINGS", 1)
    school.give(code, DIGIT, 1)
    with pytest.raises(InputError, match="at most 1"):
        school.give(code, DIGIT, 1)
    with pytest.raises(InputError, match="open room"):
        school.count("'; DROP TABLE room; --", "size", "right")
