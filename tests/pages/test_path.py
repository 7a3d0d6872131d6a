"""Paths through lessons: a step opens by its link, asks, knows its slips, shows and leads on."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
import streamlit as st

from cnncore.exercises import check
from tests.paths import NAMES, PATHS, STEPS
from ui.components import board
from ui.lessons import LESSONS, place_of
from ui.shared import cookie
from ui.shared.path_steps import Path, Step, held_by

MOST_WORDS = 60


def told(app) -> str:
    parts = [*app.markdown, *app.success, *app.warning, *app.caption]
    return "\n".join(part.value for part in parts)


def press(app, key: str):
    return app.button(key=key).click().run()


def pick(app, step: Step, place: int):
    """Pick a cell as the component's front end reports it, and calls back."""
    told = [{"picked": {"at": place}}]

    def mount(*, key: str, on_picked_change: Callable, **_) -> None:
        if key == step.picked and told:
            st.session_state[key] = told.pop()
            on_picked_change()

    with patch.object(board, "_MOUNT", mount):
        return app.run()


def answer(app, path: Path, step: Step, value: float):
    key = f"path_{path.lesson}_{step.name}"
    if step.picked:
        return pick(app, step, int(value))
    if step.choices:
        return press(app, f"{key}_{int(value)}")
    app.number_input(key=key).set_value(value)
    return next(b for b in app.button if b.label == "That is my prediction").click().run()


def styles(app) -> str:
    return "\n".join(part.proto.body for part in app.get("html"))


def test_every_lesson_but_the_first_has_a_path() -> None:
    assert [path.lesson for path in PATHS] == [lesson.name for lesson in LESSONS[1:]]


@pytest.mark.parametrize(("path", "step"), STEPS, ids=NAMES)
def test_a_step_opens_by_its_link_with_its_state(open_app, path: Path, step: Step) -> None:
    app = open_app(path.lesson, step=step.name)
    assert not app.exception
    assert f"{path.steps.index(step) + 1} of {len(path.steps)} · {step.title}" in told(app)
    for key, value in held_by({**path.inputs, **step.inputs}).items():
        assert app.session_state[key] == value, key
    assert all(f"--cover-{name}:hidden" in styles(app) for name in step.covers)
    assert step.learnt not in told(app)


@pytest.mark.parametrize(("path", "step"), STEPS, ids=NAMES)
def test_a_right_answer_is_told_and_uncovers(open_app, path: Path, step: Step) -> None:
    app = answer(open_app(path.lesson, step=step.name), path, step, step.ask().answer)
    assert not app.exception
    assert "Right." in told(app)
    assert step.learnt in told(app)
    assert not any(f"--cover-{name}:hidden" in styles(app) for name in step.covers)


@pytest.mark.parametrize(("path", "step"), STEPS, ids=NAMES)
def test_a_slip_is_named_once_more_is_asked_then_shown(open_app, path: Path, step: Step) -> None:
    slip, mistake = next(iter(step.ask().slips.items()))
    app = answer(open_app(path.lesson, step=step.name), path, step, slip)
    assert mistake.sentence in told(app)
    assert step.learnt not in told(app)
    app = answer(app, path, step, slip)
    assert mistake.sentence in told(app)
    assert step.learnt in told(app)
    assert "Right." not in told(app)


@pytest.mark.parametrize(("path", "step"), STEPS, ids=NAMES)
def test_a_step_is_short_and_its_slips_are_wrong(path: Path, step: Step) -> None:
    asked = step.ask()
    assert len(f"{step.title} {asked.question}".split()) <= MOST_WORDS
    assert check(asked, asked.answer).right
    assert asked.slips
    assert not any(check(asked, slip).right for slip in asked.slips)
    if step.choices:
        assert {asked.answer, *asked.slips} == set(range(len(step.choices)))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.lesson)
def test_a_path_is_walked_to_its_end_left_and_found_again(open_app, path: Path) -> None:
    app = press(open_app(path.lesson), "path_start")
    for step in path.steps[:-1]:
        assert step.title in told(app)
        app = press(press(app, "path_show"), "path_on")
    app = press(app, "path_back")
    assert app.query_params["step"] == path.steps[-2].name
    app = press(app, "path_leave")
    assert "step" not in app.query_params
    assert f"{len(path.steps) - 1} of {len(path.steps)} found out" in told(app)
    app = press(app, "path_start")
    assert app.query_params["step"] == path.steps[-2].name


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.lesson)
def test_the_last_step_leads_to_the_next_lessons_first(open_app, path: Path) -> None:
    app = press(open_app(path.lesson, step=str(len(path.steps))), "path_show")
    assert app.query_params["step"] == path.steps[-1].name
    links = [link.proto for link in app.get("page_link")]
    onward = LESSONS[place_of(path.lesson) + 1 :]
    page, words = (onward[0].name, "step=1") if onward else ("", "home_tab=recap")
    assert any(link.page == page and words in link.query_string for link in links)


def test_what_was_found_out_is_told_in_every_lesson_and_on_home(open_app) -> None:
    app = press(open_app("convolution", step="cell"), "path_show")
    app = press(press(app, "path_on"), "path_show")
    app.switch_page("pages/network.py").run()
    assert "2 questions found out" in told(app)
    links = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    assert "step=weights" in links["Back to: How many weights does a map need?"]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("convolution:cell.size|network:view", 3),
        ("convolution:cell", 1),
        ("", 0),
        ("nonsense", 0),
        ("convolution:cell; <script>", 0),
        ("convolution:" + "a" * 500, 0),
    ],
)
def test_a_browser_brings_back_what_was_found_out(open_app, monkeypatch, word, found) -> None:
    monkeypatch.setattr(cookie, "read", lambda name, form: word if form.fullmatch(word) else "")
    app = open_app("network")
    assert ("questions found out" in told(app) or "question found out" in told(app)) == bool(found)
    assert not found or f"{found} question" in told(app)


def test_a_step_that_is_not_there_offers_the_path(open_app) -> None:
    app = open_app("convolution", step="nothing")
    assert not app.exception
    assert "step" not in app.query_params
    assert app.button(key="path_start")


def test_what_the_visitor_changes_at_a_step_stays(open_app) -> None:
    app = open_app("convolution", step="size")
    app.slider(key="stride").set_value(3).run()
    assert app.slider(key="stride").value == 3
