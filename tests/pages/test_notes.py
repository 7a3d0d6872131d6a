"""Notes and plans of a host: written from the paths, their minutes add up, they can be printed."""

import pytest

from ui.home.ten_questions import TAUGHT
from ui.host.notes import notes
from ui.host.plans import SELECTIONS, WHOLE, asked_at
from ui.host.questions import PATHS
from ui.lessons import LESSONS, place_of
from ui.shared.plans import PLANS, minutes_of


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_takes_the_minutes_it_is_named_after(name: str) -> None:
    assert minutes_of(PLANS[name]) == int(name)


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_goes_through_the_course_and_its_questions_are_the_paths(name: str) -> None:
    lessons = [place_of(stop.lesson) for stop in PLANS[name] if stop.lesson != "home"]
    assert lessons == sorted(set(lessons))
    for stop in PLANS[name]:
        assert [step.name for _, step in asked_at(stop)] == list(stop.asked), stop.lesson
        assert stop.words or not stop.own_minutes


def test_thirty_minutes_teach_all_ten_concepts() -> None:
    asked = {(stop.lesson, step) for stop in PLANS["30"] for step in stop.asked}
    assert set(TAUGHT.values()) <= asked


def test_two_hours_go_through_every_lesson() -> None:
    assert {stop.lesson for stop in PLANS["120"]} == {lesson.name for lesson in LESSONS}


def test_the_notes_hold_every_question_with_its_answer_and_every_slip() -> None:
    written = {stop.lesson: notes(stop) for stop in SELECTIONS[WHOLE]}
    assert list(written) == [path.lesson for path in PATHS]
    for path in PATHS:
        text = written[path.lesson]
        for step in path.steps:
            asked = step.ask()
            assert asked.question in text
            assert asked.working in text
            assert step.learnt in text
            for value, slip in asked.slips.items():
                said = step.choices[int(value)] if step.choices else f"{value:g}"
                assert f"**{said}**: {slip.name}. {slip.sentence}" in text


def test_a_plan_is_chosen_and_stays_in_the_address(open_app) -> None:
    app = open_app("host", host_tab="notes", plan="45")
    assert not app.exception
    told = " ".join(text.value for text in app.markdown)
    assert "45 minutes, 13 questions" in told
    assert "**1 minute of their own:** Play" in told
    assert "Convolution by hand: 19 minutes" in told
    assert "Inside the network" not in told
