"""Notes and plans of a host: written from the paths, their minutes add up, they can be printed."""

import pytest

from ui.host.notes import notes
from ui.host.plans import MINUTES_A_QUESTION, PLANS, SELECTIONS, WHOLE
from ui.host.questions import PATHS


@pytest.mark.parametrize("name", PLANS)
def test_a_plans_minutes_add_up_and_its_questions_fit(name: str) -> None:
    stops = PLANS[name]
    assert sum(stop.minutes for stop in stops) == int(name)
    assert all(stop.own_minutes >= 0 for stop in stops)
    assert all(stop.words for stop in stops)
    for stop in stops:
        known = stop.path.steps if stop.path else ()
        assert len(stop.steps) == min(len(known), stop.minutes // MINUTES_A_QUESTION)


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
