"""The host's page, lesson links and rooms."""

from importlib import import_module
from urllib.parse import parse_qsl

import numpy as np
import pytest

from cnncore.exercises.convolution import convolution_exercise
from tests.pages.test_hosting import host_of
from ui.lessons import LESSONS, lesson_named
from ui.shared import room


def test_link_carries_lesson_settings_hidden_controls_and_room(open_app, school) -> None:
    code = school.open_room()
    app = open_app("host", at="convolution?stride=2")
    assert app.selectbox[0].value == "convolution"
    assert app.text_input[0].value == "stride=2"
    next(x for x in app.text_input if x.label.startswith("Room code")).set_value(code)
    app.run()
    assert app.code[0].value.endswith(f"/convolution?stride=2&room={code}")


@pytest.mark.parametrize("lesson", ["convolution", "network"])
def test_link_opens_everybodys_exercise(open_app, school, lesson: str) -> None:
    app = open_app("host", at=f"{lesson}?stride=2&level=1")
    next(box for box in app.selectbox if box.label == "Exercise").select_index(2).run()
    next(box for box in app.segmented_control if box.label == "Level").set_value(3)
    next(box for box in app.number_input if box.label == "Question").set_value(41)
    app.run()
    path, _, query = app.code[0].value.rpartition("/")[2].partition("?")
    words = dict(parse_qsl(query))
    assert path == lesson
    assert words["stride"] == "2"
    opened = open_app(lesson, **words)
    assert not opened.exception
    asked = import_module(f"cnncore.exercises.{lesson}")
    make = getattr(asked, f"{lesson}_exercise")
    exercise = make(list(asked.KINDS)[1], 3, 41)
    assert exercise.question in [text.value for text in opened.markdown]


def test_a_whole_address_and_an_unknown_room_are_understood(open_app, school) -> None:
    app = open_app("host", at="convolution?")
    app.text_input[0].set_value("http://localhost:8501/convolution?stride=3&padding=1")
    next(x for x in app.text_input if x.label.startswith("Room code")).set_value("nope99")
    app.run()
    assert app.code[0].value.endswith("/convolution?stride=3&padding=1&room=NOPE99")
    assert any("No room with this code" in caption.value for caption in app.caption)


def test_link_carries_the_seed_of_everybodys_training(open_app, school) -> None:
    app = open_app("host", at="training?epochs=3")
    next(box for box in app.number_input if box.label == "Seed").set_value(77).run()
    assert app.code[0].value.endswith("/training?epochs=3&seed=77")
    opened = open_app("training", epochs="3", seed="77")
    assert opened.number_input(key="seed").value == 77


def test_joining_by_link_outlives_a_change_of_lesson(open_app, school) -> None:
    code = school.open_room()
    app = open_app("convolution", room=code)
    assert any(code in caption.value for caption in app.sidebar.caption)
    app.switch_page("pages/network.py").run()
    assert any(code in caption.value for caption in app.sidebar.caption)


def test_a_link_joins_whatever_the_case_of_its_code(open_app, school) -> None:
    code = school.open_room()
    app = open_app("convolution", room=code.lower())
    assert any(code in caption.value for caption in app.sidebar.caption)


def test_a_reload_after_a_change_of_lesson_finds_the_room(open_app, school) -> None:
    code = school.open_room()
    app = open_app("convolution", room=code)
    app.query_params.clear()  # as a link in the sidebar does
    app.switch_page("pages/network.py").run()
    assert app.query_params["room"] == code


def test_a_closed_room_is_told(open_app, school) -> None:
    code = school.open_room()
    app = open_app("convolution", room=code)
    assert not app.info
    school.close_room(code)
    assert f"Room {code} has been closed" in app.run().info[0].value
    assert "room of this link is not open" in open_app("network", room=code).info[0].value


def test_room_is_left_for_good(open_app, school) -> None:
    app = open_app("convolution", room=school.open_room())
    app.button(key="_leave").click().run()
    assert not app.exception
    assert not app.sidebar.caption
    assert "room" not in app.query_params


def test_what_a_link_asks_of_one_lesson_leaves_the_others() -> None:
    visit = room.Visit("ABC").with_lesson("network", hidden=("seed",))
    visit = visit.with_lesson("network", settings="").with_lesson("inside", controls=("step",))
    assert visit.lesson("network") == room.Shown(hidden=("seed",), settings="")
    assert visit.lesson("inside") == room.Shown(controls=("step",))
    assert visit.lesson("home") == room.Shown()
    assert visit.code == "ABC"


@pytest.mark.parametrize("code", ["", "NOSUCH", "'; DROP TABLE room; --", "../../etc/passwd"])
def test_no_room_without_an_open_code(open_app, school, code: str) -> None:
    app = open_app("convolution", room=code)
    assert not app.exception
    assert not app.sidebar.caption


def test_hidden_keys_are_keys_only() -> None:
    assert room.hidden_keys("stride,padding,stride") == ("stride", "padding")
    assert room.hidden_keys("</style><script>,a b,*,Stride,") == ()
    assert len(room.hidden_keys(",".join(f"k{n}" for n in range(99)))) == room.MOST_HIDDEN


def test_host_sees_tallies_and_wall(open_app, school) -> None:
    code = school.open_room()
    school.give(code, np.eye(28), 1)
    school.count(code, "size", "forgot 2P")
    app = host_of(open_app, code)
    assert not app.exception
    assert app.table[0].value["Commonest slip"].to_dict() == {"size": "forgot 2P"}
    assert any(text.value == "**Class wall**: 1 drawing" for text in app.markdown)


def test_host_takes_the_chosen_drawing_down(open_app, school) -> None:
    code = school.open_room()
    for label in (1, 2, 3):
        school.give(code, np.eye(28) * label / 3, label)
    gone, stays = (list(school.wall(code).labels)[place] for place in (2, 0))
    app = host_of(open_app, code)
    app.number_input(key="_take_down_number").set_value(3).run()
    app.button(key="_take_down").click().run()
    assert not app.exception
    left = list(school.wall(code).labels)
    assert len(left) == 2
    assert gone not in left
    assert stays in left
    assert app.number_input(key="_take_down_number").value == 2


def test_every_lesson_has_a_path_of_its_own() -> None:
    from ui.lessons import address_path

    assert len({address_path(lesson) for lesson in LESSONS}) == len(LESSONS)
    assert address_path(lesson_named("home")) == ""


def test_an_answer_is_counted_in_the_room_by_its_cause(open_app, school) -> None:
    code = school.open_room()
    app = open_app("convolution", room=code, tab="exercise", task="size", level="2")
    exercise = convolution_exercise("size", 2, 1)
    slip, mistake = next(iter(exercise.slips.items()))
    for answer in (slip, slip, exercise.answer, exercise.answer):
        next(w for w in app.number_input if w.key.startswith("convolution_")).set_value(answer)
        next(b for b in app.button if b.label == "Check").click().run()
    (tally,) = school.tallies(code)
    assert (tally.right, tally.mistakes) == (1, {mistake.name: 1})


def test_the_link_carries_what_was_set_last(open_app, school) -> None:
    app = open_app("convolution", stride="3")
    app.switch_page("pages/host.py")
    app.query_params["at"] = "convolution?"
    app.run()
    assert "stride=3" in app.text_input[0].value


def test_host_page_loads_every_lesson_before_the_room_comes(open_app, school, monkeypatch) -> None:
    from ui.host import ready
    from ui.shared import doubt

    doubt.known_work.clear()
    ready.every_lesson.clear()
    app = open_app("host")
    assert not app.exception
    assert any("Every lesson is loaded" in caption.value for caption in app.caption)

    def again(*_: object) -> None:
        raise AssertionError("calibrated once more")

    monkeypatch.setattr(doubt, "bundled_judge", again)
    assert not open_app("draw_digit").exception


def test_a_link_made_while_presenting_presents_nothing(open_app) -> None:
    app = open_app("convolution", stride="2", present="1")
    link = next(x.proto for x in app.sidebar.get("page_link") if "Link to" in x.proto.label)
    assert dict(parse_qsl(link.query_string)) == {"at": "convolution?stride=2"}
    app.button(key="_leave_presenting").click().run()
    assert "present" not in app.query_params
    assert "_leave_presenting" not in [button.key for button in app.button]
    app.button(key="_present").click().run()
    assert app.query_params["present"] == "1"
