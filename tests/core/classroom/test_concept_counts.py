"""The ten questions of a room: counted by concept and form, none lost, gone with the room."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from cnncore.classroom.concept_counts import Handed
from cnncore.classroom.rooms import Classroom
from cnncore.errors import InputError


@pytest.fixture
def school(tmp_path) -> Classroom:
    return Classroom(tmp_path / "rooms.sqlite3")


def test_sixty_hand_in_at_once_and_none_is_lost(school) -> None:
    code, other = school.open_room(), school.open_room()

    def hand_in(number: int) -> None:
        school.hand_in(code, number % 2, {"size": number % 3 == 0, "edge": True})

    with ThreadPoolExecutor(60) as crowd:
        list(crowd.map(hand_in, range(60)))
    assert school.handed_in(code) == {
        ("size", 0): Handed(30, 10),
        ("size", 1): Handed(30, 10),
        ("edge", 0): Handed(30, 30),
        ("edge", 1): Handed(30, 30),
    }
    assert school.handed_in(other) == {}


def test_a_share_is_of_those_who_handed_in() -> None:
    assert Handed(4, 1).share == 0.25
    assert Handed().share is None


def test_closing_the_room_deletes_them_and_takes_no_more(school) -> None:
    code = school.open_room()
    school.hand_in(code, 0, {"size": True})
    school.close_room(code)
    assert school.handed_in(code) == {}
    with pytest.raises(InputError, match="open room"):
        school.hand_in(code, 0, {"size": True})


def test_a_file_from_before_there_were_any_takes_them(school) -> None:
    code = school.open_room()
    with school.connected() as db:
        db.execute("DROP TABLE concept")
    again = Classroom(school._path)
    again.hand_in(code, 1, {"size": False})
    assert again.handed_in(code) == {("size", 1): Handed(1, 0)}
