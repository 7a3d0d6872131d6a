"""Ten questions on home: handed in, judged, and the gain of the second ten over the first."""

import pytest

from cnncore.classroom.concept_counts import Handed
from cnncore.exercises import CONCEPTS, concept_question
from tests.pages.test_hosting import host_of


def hand_in(app, form: int, right: set[str]):
    for concept in CONCEPTS:
        asked = concept_question(concept, form)
        places = range(len(asked.choices))
        place = asked.right if concept in right else next(p for p in places if p != asked.right)
        app.radio(key=f"ten_{form}_{concept}").set_value(place)
    return next(b for b in app.button if b.label == "Hand in").click().run()


def told(app) -> str:
    return "\n".join(part.value for part in app.markdown)


def test_what_was_wrong_is_told_its_cause_and_led_to_the_step_that_teaches_it(open_app) -> None:
    app = hand_in(open_app("home", home_tab="ten"), 0, set(CONCEPTS) - {"size", "sure"})
    assert not app.exception
    assert f"{len(CONCEPTS) - 2} of {len(CONCEPTS)} right" in told(app)
    for concept in ("size", "sure"):
        asked = concept_question(concept, 0)
        assert f"Right: **{asked.choices[asked.right].words}.**" in told(app)
        slip = next(choice.slip for choice in asked.choices if choice.slip is not None)
        assert f"{slip.name}: {slip.sentence}" in told(app)
    assert "Left out." not in told(app)
    links = [link.proto.query_string for link in app.get("page_link")]
    assert sum("step=size" in link for link in links) == 1
    assert sum("step=sure" in link for link in links) == 1
    assert not any("step=edge" in link for link in links)


def test_nothing_answered_is_left_out_not_wrong(open_app) -> None:
    app = open_app("home", home_tab="ten")
    app = next(b for b in app.button if b.label == "Hand in").click().run()
    assert told(app).count("Left out.") == len(CONCEPTS)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(2, 6, "**0.50**"), (5, 5, "**0.00**"), (4, 1, "**−0.50**"), (10, 10, "nothing left")],
)
def test_both_together_tell_the_gain(open_app, before: int, after: int, words: str) -> None:
    names = list(CONCEPTS)
    app = hand_in(open_app("home", home_tab="ten"), 0, set(names[:before]))
    assert "gain" not in told(app).lower().replace("again", "")
    app.segmented_control(key="ten_form").set_value(1).run()
    app = hand_in(app, 1, set(names[:after]))
    assert words in told(app)


def test_they_can_be_answered_again(open_app) -> None:
    app = hand_in(open_app("home", home_tab="ten"), 0, set(CONCEPTS))
    app = app.button(key="ten_again").click().run()
    assert len(app.radio) == len(CONCEPTS)


def test_a_room_counts_each_form_once_and_its_host_sees_the_gain(open_app, school) -> None:
    code, names = school.open_room(), list(CONCEPTS)
    for before, after in ((2, 6), (4, 8)):
        app = open_app("home", home_tab="ten", room=code)
        assert "Your host sees how many" in told(app)
        app = hand_in(app, 0, set(names[:before]))
        app = hand_in(app.button(key="ten_again").click().run(), 0, set())  # not counted again
        app.segmented_control(key="ten_form").set_value(1).run()
        hand_in(app, 1, set(names[:after]))
    counts = school.handed_in(code)
    assert set(counts) == {(concept, form) for concept in CONCEPTS for form in (0, 1)}
    assert [counts[names[3], form] for form in (0, 1)] == [Handed(2, 1), Handed(2, 2)]
    table = host_of(open_app, code).table[-1].value
    assert list(table.index) == [*CONCEPTS.values(), "All ten"]
    assert table["Gain"].tolist() == [
        *2 * ["nothing to gain"], *4 * ["1.00"], *2 * ["0.50"], *2 * ["0.00"], "0.57"
    ]  # fmt: skip
    assert table.loc["All ten", ["Before", "After"]].tolist() == ["30 % of 20", "70 % of 20"]


def test_outside_a_room_nobody_counts(open_app, school) -> None:
    code = school.open_room()
    app = open_app("home", home_tab="ten")
    assert "Nobody else sees this" in told(app)
    hand_in(app, 0, set(CONCEPTS))
    assert school.handed_in(code) == {}


def test_a_form_is_judged_though_its_room_has_just_been_closed(open_app, school) -> None:
    code = school.open_room()
    app = open_app("home", home_tab="ten", room=code)
    school.close_room(code)
    app = hand_in(app, 0, set(CONCEPTS))
    assert not app.exception
    assert f"{len(CONCEPTS)} of {len(CONCEPTS)} right" in told(app)
