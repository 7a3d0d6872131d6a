"""A room moves as one: visitors go where their host leads, predict once, and see it revealed."""

import json
import re
from urllib.parse import parse_qsl, urlsplit

from tests.pages.test_class_wall import press
from tests.pages.test_hosting import host_of
from ui.host import questions
from ui.lessons import LESSONS, address_path

_TO = re.compile(r"history\.pushState\(\{\}, '', (\".*?\")\)")
CELL = "convolution:cell"
PLACE = questions.place(CELL)


def at(app) -> str:
    return app.title[0].value


def told_to_go(app) -> list[str]:
    return [one for block in app.get("html") for one in _TO.findall(block.proto.body)]


def look(app):
    """Look where the host is, and go there as the browser does when it is told to."""
    told = told_to_go(app) or told_to_go(app.run())
    if told:
        place = urlsplit(json.loads(told[-1]))
        lesson = next(one for one in LESSONS if f"/{address_path(one)}" == place.path)
        app.switch_page(lesson.path)
        app.query_params = dict(parse_qsl(place.query))
        app.run()
    return app


def host(open_app, school, code: str, lesson: str = "convolution", **address: str):
    """Open a lesson as the host of the room."""
    app = host_of(open_app, code)
    assert app.session_state["kept:hosting"].code == code
    app.switch_page(f"pages/{lesson}.py")
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def answer(app, said: float):
    app.number_input(key="path_convolution_cell").set_value(said)
    return press(app, "That is my prediction")


def told(app) -> str:
    boxes = [*app.info, *app.success, *app.warning]
    return " ".join(box.value for box in boxes)


def test_everybody_comes_to_the_lesson_as_the_host_has_set_it(open_app, school, code) -> None:
    visitor = open_app("network", room=code, network_tab="sharing")
    leading = host(open_app, school, code, stride="2")
    press(leading, "Everybody here")
    look(visitor)
    assert not visitor.exception
    assert at(visitor) == "Convolution by hand"
    assert visitor.slider(key="stride").value == 2
    assert visitor.slider(key="padding").value == 0


def test_who_comes_later_or_reloads_is_brought_along(open_app, school, code) -> None:
    school.lead(code, "convolution?stride=2")
    assert at(look(open_app("network", room=code))) == "Convolution by hand"


def test_on_my_own_until_i_follow_again(open_app, school, code) -> None:
    visitor = open_app("network", room=code)
    visitor = press(visitor, "On my own")
    school.lead(code, "convolution?")
    assert at(look(visitor)) == "The network"
    assert any("on your own" in caption.value for caption in visitor.caption)
    visitor = look(press(visitor, "Follow the host"))
    assert at(visitor) == "Convolution by hand"


def test_who_draws_is_asked(open_app, school, code) -> None:
    visitor = open_app("draw_digit", room=code)
    school.lead(code, "convolution?")
    look(visitor)
    assert at(visitor) == "Draw a digit"
    assert any("Convolution by hand" in text.value for text in visitor.markdown)
    assert at(look(press(visitor, "Go there"))) == "Convolution by hand"


def test_outside_a_room_nobody_is_led(open_app, school, code) -> None:
    school.lead(code, "convolution?")
    assert at(look(open_app("network"))) == "The network"
    other = school.open_room()
    assert at(look(open_app("network", room=other))) == "The network"


def test_a_place_that_is_no_lesson_moves_nobody(open_app, school, code) -> None:
    school.lead(code, "nowhere?x=1")
    visitor = look(open_app("network", room=code))
    assert not visitor.exception
    assert at(visitor) == "The network"


def test_a_step_that_is_no_more_opens_the_lesson(open_app, school, code) -> None:
    school.ask(code, "convolution?step=gone", "convolution:gone")
    visitor = look(open_app("network", room=code))
    assert not visitor.exception
    assert at(visitor) == "Convolution by hand"


def test_who_is_led_waits_for_a_turn_and_gives_it_back(open_app, school, code, monkeypatch) -> None:
    from ui.shared import turns

    heard: list[str] = []
    monkeypatch.setattr(turns, "take", lambda: heard.append("take"))
    monkeypatch.setattr(turns, "give", lambda: heard.append("give"))
    follower = open_app("convolution", room=code)
    assert heard == ["give"]  # it came by itself
    school.lead(code, "network?network_tab=sharing")
    look(follower)
    assert at(follower) == "The network"
    assert heard[-2:] == ["take", "give"]
    assert heard.count("take") == 1
