"""A room predicts as one: asked by its host, held back, locked, and revealed to all."""

import pytest

from cnncore.errors import InputError
from tests.pages.test_class_wall import press
from tests.pages.test_convolution import shown
from tests.pages.test_following import CELL, PLACE, answer, at, host, look, told
from tests.pages.test_path import pick
from ui.convolution.path import PATH as CONVOLUTION
from ui.host import questions


def test_a_prediction_is_held_back_until_the_host_reveals(open_app, school, code) -> None:
    school.ask(code, PLACE, CELL)
    right, wrong = (look(open_app("network", room=code)) for _ in range(2))
    assert not [button for button in right.button if button.label == "Show me"]
    right, wrong = answer(right, 4.0), answer(wrong, 5.0)
    assert "You predict **4**" in told(right)
    assert "You predict **5**" in told(wrong)
    assert school.predictions(code, CELL) == {1: [4.0, 5.0]}
    assert not right.success
    school.reveal(code)
    right.run(), wrong.run()
    assert "Right. " in told(right)
    assert "Added the pixels" in told(wrong)
    assert "Once more?" not in told(wrong)


def test_a_cell_is_picked_for_the_room_and_the_map_covered_until_revealed(
    open_app, school, code
) -> None:
    where = "convolution:where"
    (step,) = (one for one in CONVOLUTION.steps if one.name == "where")
    school.ask(code, questions.place(where), where)
    visitor = look(open_app("network", room=code))
    assert shown(visitor)["asks"]
    visitor = pick(visitor, step, 5)
    assert "You predict **Row 2, column 3**" in told(visitor)
    assert school.predictions(code, where) == {1: [5.0]}
    assert shown(visitor.run())["asks"]
    school.reveal(code)
    assert not shown(visitor.run())["asks"]
    assert "Right. " in told(visitor)


def test_asked_again_what_was_shown_is_covered_again(open_app, school, code) -> None:
    school.ask(code, PLACE, CELL)
    visitor = answer(look(open_app("network", room=code)), 5.0)
    school.reveal(code)
    visitor.run()
    school.ask(code, PLACE, CELL)
    look(visitor)
    assert not visitor.success
    assert not visitor.warning
    answer(visitor, 4.0)
    assert school.predictions(code, CELL) == {1: [5.0], 2: [4.0]}


def test_after_the_lock_a_prediction_is_refused_in_words(open_app, school, code) -> None:
    school.ask(code, PLACE, CELL)
    visitor = look(open_app("network", room=code))
    school.lock(code)
    visitor = answer(visitor, 4.0)  # from the page as it was drawn before
    assert "after the host's stop" in told(visitor)
    assert "No more predictions" in told(visitor)
    assert school.predictions(code, CELL) == {}


def test_a_prediction_that_is_no_number_is_told_and_the_next_one_counts(open_app, school, code):
    school.ask(code, PLACE, CELL)
    visitor = press(look(open_app("network", room=code)), "That is my prediction")
    assert "Type your prediction in figures" in told(visitor)
    assert school.predictions(code, CELL) == {}
    visitor = answer(visitor, 4.0)
    assert "Type your prediction" not in told(visitor)
    assert school.predictions(code, CELL) == {1: [4.0]}


def test_an_answer_from_the_page_of_a_question_before_is_ones_own(open_app, school, code) -> None:
    school.ask(code, PLACE, CELL)
    visitor = look(open_app("network", room=code))
    onward = questions.after(CELL)
    school.ask(code, questions.place(onward), onward)
    visitor = answer(visitor, 4.0)  # the page has not looked yet
    assert not visitor.exception
    assert school.predictions(code, CELL) == school.predictions(code, onward) == {}
    look(visitor)
    assert visitor.query_params["step"] == onward.partition(":")[2]


def test_an_answer_to_a_step_that_is_no_more_loses_nothing(open_app, school, code) -> None:
    school.ask(code, PLACE, CELL)
    visitor = look(open_app("network", room=code))
    school.ask(code, "convolution?step=gone", "convolution:gone")
    visitor = answer(visitor, 4.0)
    look(visitor)
    assert not visitor.exception
    assert at(visitor) == "Convolution by hand"
    assert "step" not in visitor.query_params
    school.ask(code, PLACE, CELL)
    answer(look(visitor), 4.0)
    assert school.predictions(code, CELL) == {1: [4.0]}


def test_two_tabs_are_one_voter(open_app, school, code) -> None:
    school.ask(code, PLACE, CELL)
    tabs = [look(open_app("network", room=code)) for _ in range(2)]
    for tab in tabs:
        tab.session_state["kept:visitor"] = "one browser"
    answer(tabs[0], 4.0)
    second = answer(tabs[1], 5.0)
    assert "You predict **4**" in told(second)
    assert school.predictions(code, CELL) == {1: [4.0]}


def test_a_room_knows_a_visitor_by_a_word_of_its_own(open_app, school, code) -> None:
    school.ask(code, PLACE, CELL)
    visitor = answer(look(open_app("network", room=code)), 4.0)
    token = visitor.session_state["kept:visitor"]
    with school.connected() as db:
        (voter,) = db.execute("SELECT voter FROM prediction").fetchone()
    assert token not in voter
    assert voter not in token


def test_on_ones_own_a_question_is_ones_own(open_app, school, code) -> None:
    school.ask(code, PLACE, CELL)
    visitor = press(look(open_app("network", room=code)), "On my own")
    visitor = answer(visitor, 4.0)
    assert visitor.success
    assert school.predictions(code, CELL) == {}


def test_the_host_asks_sees_the_count_and_reveals(open_app, school, code) -> None:
    leading = host(open_app, school, code)
    leading.switch_page("pages/host.py")
    leading.query_params["host_tab"] = "lead"
    leading.run()
    leading.selectbox(key="_question").set_value(CELL).run()
    press(leading, "Ask the room")
    for voter, said in (("a", 4), ("b", 5), ("c", 5)):
        school.predict(code, CELL, voter, said)
    leading.run()
    assert any("**3** predictions." in text.value for text in leading.markdown)
    assert not [block for block in leading.get("html") if "predictions" in block.proto.body]
    press(leading, "Reveal")
    (shown,) = [block for block in leading.get("html") if 'class="predictions"' in block.proto.body]
    assert "Added the pixels" in shown.proto.body
    press(leading, "Next question")
    assert school.led(code).question == questions.after(CELL)
    press(leading, "Let them go")
    assert school.led(code) is None


def test_a_room_led_without_a_question_is_told_by_the_lessons_title(open_app, school, code) -> None:
    school.lead(code, "filter_gallery?filter=blur")
    leading = host(open_app, school, code)
    leading.switch_page("pages/host.py")
    leading.query_params["host_tab"] = "lead"
    leading.run()
    assert "The room is at **Filter gallery**." in [text.value for text in leading.markdown]


def test_a_timer_is_seen_and_locks_by_itself(open_app, school, code, monkeypatch) -> None:
    leading = host(open_app, school, code)
    leading.switch_page("pages/host.py")
    leading.query_params["host_tab"] = "lead"
    leading.run()
    leading.selectbox(key="_question").set_value(CELL).run()
    leading.selectbox(key="_lead_time").set_value(30).run()
    press(leading, "Ask the room")
    assert any(" s** left." in text.value for text in leading.markdown)
    visitor = look(open_app("network", room=code))
    assert any("animation-duration" in block.proto.body for block in visitor.get("html"))
    later = school.led(code).until + 1
    monkeypatch.setattr("cnncore.classroom.leading.time.time", lambda: later)
    visitor.run()
    assert "No more predictions" in told(visitor)
    leading.run()
    assert [button.label for button in leading.button if button.label == "Lock"] == []


def test_a_step_is_asked_from_the_lesson(open_app, school, code) -> None:
    leading = host(open_app, school, code, step="cell")
    press(leading, "Ask the room this")
    lead = school.led(code)
    assert (lead.question, lead.turn) == (CELL, 1)
    assert "step=cell" in lead.place


def test_a_closed_room_is_told_to_its_host(open_app, school, code) -> None:
    leading = host(open_app, school, code)
    leading.switch_page("pages/host.py")
    leading.query_params["host_tab"] = "lead"
    leading.run()
    school.close_room(code)
    press(leading, "Ask the room")
    assert not leading.exception


def test_every_question_of_every_path_can_be_asked(school, code) -> None:
    for name in questions.QUESTIONS:
        lead = school.ask(code, questions.place(name), name)
        assert (lead.question, lead.turn) == (name, 1)
        assert questions.title(name)
    last = list(questions.QUESTIONS)[-1]
    assert questions.after(last) is None
    with pytest.raises(InputError):
        school.predict(code, "network:size", "ann", 1)
