"""The exercise card, on the lesson that has all its kinds."""

from cnncore.exercises.convolution import convolution_exercise
from cnncore.exercises.slips import ONE_P


def asked(open_app, **address: str):
    return open_app("convolution", tab="exercise", **address)


def answer(app, *numbers: float):
    fields = [w for w in app.number_input if w.key.startswith("convolution_")]
    for field, number in zip(fields, numbers, strict=True):
        field.set_value(number)
    return next(b for b in app.button if b.label == "Check").click().run()


def test_a_slip_is_told_its_cause_and_the_answer_is_right(open_app) -> None:
    app = asked(open_app, task="size", level="2", question="3")
    exercise = convolution_exercise("size", 2, 3)
    slip = next(value for value, mistake in exercise.slips.items() if mistake == ONE_P)
    answer(app, slip)
    assert ONE_P.sentence in app.warning[0].value
    answer(app, exercise.answer)
    assert app.success[0].value == "Right."
    assert app.caption[-1].value == "0 of 1 right at the first try."


def test_an_answer_of_two_numbers(open_app) -> None:
    app = asked(open_app, task="size", level="3", question="2")
    answer(app, *convolution_exercise("size", 3, 2).answer)
    assert app.success[0].value == "Right."


def test_an_empty_answer_is_asked_for(open_app) -> None:
    app = asked(open_app)
    next(b for b in app.button if b.label == "Check").click().run()
    assert app.info[0].value == "Type your prediction first."


def test_the_next_question_comes_and_the_score_outlives_a_change_of_lesson(open_app) -> None:
    app = asked(open_app)
    answer(app, convolution_exercise("cell", 1, 1).answer)
    next(b for b in app.button if b.label == "Next question").click().run()
    assert app.number_input(key="question").value == 2
    assert not app.success
    app.switch_page("streamlit_app.py").run()
    app.switch_page("pages/convolution.py").run()
    assert app.caption[-1].value == "1 of 1 right at the first try."
