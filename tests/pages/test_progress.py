"""What was done in a visit, and the two reports that tell it."""

from streamlit.testing.v1 import AppTest

from cnncore.exercises.convolution import convolution_exercise
from ui.shared.progress import Answered, Progress


def test_progress_counts_lessons_once_and_first_answers() -> None:
    done = Progress()
    for name in ("home", "network", "home"):
        done = done.with_lesson(name)
    for question, right in (("shape 1", True), ("shape 2", False), ("shape 2", True)):
        done = done.with_answer("network", question, right)
    assert done.lessons == ("home", "network")
    assert done.score("network") == Answered(1, 2)
    assert done.score("home") == Answered()


def test_a_report_is_told_every_lesson_of_the_course() -> None:
    done = Progress().with_lesson("network").with_answer("network", "shape 1", True).lessons_done()
    assert [one.title for one in done if one.opened] == ["The network"]
    assert [(one.right, one.answered) for one in done if one.answered] == [(1, 1)]


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_both_reports_are_written_after_an_exercise(open_app, monkeypatch) -> None:
    written = {}

    def keep(label: str, data: str, *_: object, **__: object) -> None:
        written[label] = data

    app = open_app("convolution", tab="Exercise")
    app.number_input(key="convolution_cell_1_1_0").set_value(
        convolution_exercise("cell", 1, 1).answer
    )
    press(app, "Check")
    monkeypatch.setattr("streamlit.download_button", keep)
    app.switch_page("streamlit_app.py")
    app.query_params["home_tab"] = "Your progress"
    app.run()
    assert not app.exception
    assert "1 of 1 right at the first try" in written["Report on one page (.html)"]
    app.switch_page("pages/training.py")
    app.query_params["part"] = "Keep it"
    press(app.run(), "Write the report")
    assert not app.exception
    row = "<tr><th>Convolution by hand</th><td>1</td><td>1</td></tr>"
    assert row in written["Download it (HTML, prints well)"]


def test_a_working_that_was_shown_is_no_try() -> None:
    done = Progress().with_working("network", "shape 1").with_answer("network", "shape 1", True)
    assert done.score("network") == Answered()
    done = done.with_answer("network", "shape 2", True).with_working("network", "shape 2")
    assert done.score("network") == Answered(1, 1)
