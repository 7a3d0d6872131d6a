"""The host's lead: one place and one question a room, every prediction once, nothing lost."""

import math
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from cnncore.classroom import leading
from cnncore.classroom.leading import Lead
from cnncore.classroom.rooms import Classroom
from cnncore.errors import InputError

PLACE = "convolution?step=size"


@pytest.fixture
def school(tmp_path) -> Classroom:
    return Classroom(tmp_path / "rooms.sqlite3")


@pytest.fixture
def code(school) -> str:
    return school.open_room()


def test_every_move_has_a_number_of_its_own_and_the_last_counts(school, code) -> None:
    assert school.led(code) is None
    assert school.lead(code, "network") == Lead(1, "network")
    assert school.ask(code, PLACE, "convolution:size") == Lead(2, PLACE, "convolution:size", 1)
    assert school.led(code) == Lead(2, PLACE, "convolution:size", 1)
    school.let_go(code)
    assert school.led(code) is None
    assert school.lead(code, "home").number == 3


def test_a_server_killed_and_started_again_knows_question_and_answers(school, code) -> None:
    lead = school.ask(code, PLACE, "q")
    school.predict(code, "q", "ann", 4)
    again = Classroom(school._path)
    assert again.led(code) == lead
    assert again.predicted(code, lead, "ann") == 4
    assert again.predictions(code, "q") == {1: [4.0]}


def test_sixty_predict_at_once_and_none_is_lost(school, code) -> None:
    school.ask(code, PLACE, "q")
    with ThreadPoolExecutor(60) as crowd:
        list(crowd.map(lambda n: school.predict(code, "q", f"voter {n}", n % 5), range(60)))
    assert school.predictions(code, "q") == {1: [float(n) for n in range(5) for _ in range(12)]}


def test_one_prediction_each_from_however_many_tabs(school, code) -> None:
    lead = school.ask(code, PLACE, "q")
    school.predict(code, "q", "ann", 3)
    with pytest.raises(InputError, match="one prediction each"):
        school.predict(code, "q", "ann", 4)
    assert school.predicted(code, lead, "ann") == 3
    assert school.predicted(code, lead, "bob") is None


def test_asked_again_has_a_turn_beside_the_first(school, code) -> None:
    school.ask(code, PLACE, "q")
    school.predict(code, "q", "ann", 3)
    school.reveal(code)
    school.ask(code, "network", "another")
    assert school.ask(code, PLACE, "q").turn == 2
    school.predict(code, "q", "ann", 4)
    assert school.ask(code, PLACE, "q").turn == 3
    assert school.ask(code, PLACE, "q").turn == 4  # nobody had said anything in the third
    assert school.predictions(code, "q") == {1: [3.0], 2: [4.0]}


@pytest.mark.parametrize("stop", ["lock", "reveal"])
def test_after_the_stop_nothing_is_taken(school, code, stop: str) -> None:
    school.ask(code, PLACE, "q")
    getattr(school, stop)(code)
    with pytest.raises(InputError, match="after the host's stop"):
        school.predict(code, "q", "ann", 3)
    assert school.predictions(code, "q") == {}


@pytest.mark.parametrize("said", [math.nan, math.inf, "seven", "4", None])
def test_what_is_no_number_is_told(school, code, said: object) -> None:
    school.ask(code, PLACE, "q")
    with pytest.raises(InputError, match="a number"):
        school.predict(code, "q", "ann", said)
    assert school.predictions(code, "q") == {}


def test_what_is_not_asked_is_not_taken(school, code) -> None:
    with pytest.raises(InputError, match="Expected what is asked now"):
        school.predict(code, "q", "ann", 3)
    school.lead(code, "network")
    with pytest.raises(InputError, match="Expected what is asked now"):
        school.predict(code, "", "ann", 3)
    school.ask(code, PLACE, "other")
    with pytest.raises(InputError, match="Expected what is asked now"):
        school.predict(code, "q", "ann", 3)


@pytest.mark.parametrize("place", ["", "x" * 4001])
def test_a_place_is_a_lesson(school, code, place: str) -> None:
    with pytest.raises(InputError, match="lesson"):
        school.lead(code, place)


def test_a_closed_room_is_led_nowhere_and_keeps_nothing(school, code) -> None:
    school.ask(code, PLACE, "q")
    school.predict(code, "q", "ann", 3)
    school.close_room(code)
    for act in (
        lambda: school.lead(code, "network"),
        lambda: school.ask(code, PLACE, "q"),
        lambda: school.reveal(code),
        lambda: school.predict(code, "q", "bob", 3),
    ):
        with pytest.raises(InputError, match="open room"):
            act()
    with sqlite3.connect(school._path) as db:
        for table in ("lead", "prediction"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_rooms_are_led_apart(school) -> None:
    one, other = school.open_room(), school.open_room()
    school.ask(one, PLACE, "q")
    school.ask(other, PLACE, "q")
    school.predict(one, "q", "ann", 3)
    school.lock(other)
    assert (school.led(one).phase, school.led(other).phase) == ("open", "locked")
    assert school.predictions(other, "q") == {}


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """A clock that stands until it is moved."""
    now = [time.time()]
    monkeypatch.setattr(leading.time, "time", lambda: now[0])
    return now


def test_a_question_with_a_timer_locks_by_itself(school, code, clock) -> None:
    lead = school.ask(code, PLACE, "q", seconds=30)
    assert school.led(code) == lead
    clock[0] += 29
    assert lead.seconds_left == pytest.approx(1)
    school.predict(code, "q", "ann", 4)
    clock[0] += 1
    assert school.led(code).phase == "locked"
    with pytest.raises(InputError, match="after the host's stop"):
        school.predict(code, "q", "bob", 4)
    school.reveal(code)
    assert school.led(code).phase == "revealed"
    assert school.predictions(code, "q") == {1: [4.0]}


def test_the_next_move_has_no_timer_of_the_last(school, code, clock) -> None:
    school.ask(code, PLACE, "q", seconds=30)
    school.ask(code, PLACE, "q")
    clock[0] += 60
    assert school.led(code) == Lead(2, PLACE, "q", 2)
    school.predict(code, "q", "ann", 4)
