"""The visitor's own drawing goes along: on the board, through the filters, and to nobody else."""

import numpy as np
import pytest

from cnncore.convolution.grids import digit_grid, parse_grid
from cnncore.digits.drawing import prepare_drawing
from cnncore.inside.first_filters import first_layer as maps_of
from cnncore.photos import Photo
from cnncore.runs import recorded_run
from tests.pages.test_convolution import shown
from tests.pages.test_filter_gallery import shown as shown_to
from ui.convolution.path import PATH
from ui.shared.sketch import example
from ui.training.figures import first_layer

SHIFT = PATH.steps[-1]


@pytest.fixture
def drawn(open_app):
    """Have a visitor write a digit, or draw nothing (None), and go on to a step of a path."""

    def went(digit: int | None, lesson: str, step: str):
        app = open_app("draw_digit")
        app.button(key="clear" if digit is None else f"sample_{digit}").click().run()
        app.switch_page(f"pages/{lesson}.py")
        app.query_params["step"] = step
        return app.run()

    return went


def as_grid(picture: np.ndarray) -> list[list[float]]:
    return digit_grid(prepare_drawing(picture).digit).tolist()


def press(app, choice: int):
    return app.button(key=f"path_convolution_{SHIFT.name}_{choice}").click().run()


@pytest.mark.parametrize("digit", [3, 4])
def test_the_drawing_is_on_the_board_and_moves_once_answered(drawn, digit: int) -> None:
    app = drawn(digit, "convolution", SHIFT.name)
    mine = as_grid(app.session_state["kept:sketch"].rgba)
    assert parse_grid(app.session_state["image"])[0].tolist() == mine
    before = shown(app)["map"]
    app = press(app, int(SHIFT.ask().answer))
    assert "Right." in app.success[0].value
    assert parse_grid(app.session_state["image"])[0, :, 1:].tolist() == [row[:-1] for row in mine]
    assert [row[1:] for row in shown(app)["map"]] == [row[:-1] for row in before]


def test_who_draws_nothing_has_the_example_on_the_board(open_app, drawn) -> None:
    ours = as_grid(example().rgba)
    for app in (open_app("convolution", step=SHIFT.name), drawn(None, "convolution", SHIFT.name)):
        assert parse_grid(app.session_state["image"])[0].tolist() == ours


def test_the_drawing_is_among_the_images_of_who_drew_one(open_app, drawn) -> None:
    assert "Your drawing" not in open_app("convolution").selectbox(key="image_preset").options
    app = drawn(3, "convolution", "cell")
    assert app.selectbox(key="image_preset").value == "The article's"
    app.selectbox(key="image_preset").set_value("Your drawing").run()
    assert shown(app)["image"][0] == as_grid(app.session_state["kept:sketch"].rgba)
    assert app.selectbox(key="image_preset").value == "Your drawing"


@pytest.mark.parametrize("digit", [3, 4])
def test_the_drawing_goes_through_a_filter(drawn, digit: int) -> None:
    app = drawn(digit, "filter_gallery", "edge")
    assert app.selectbox(key="photo").value == "drawing"
    mine = app.session_state["kept:sketch"].rgba[..., :3]
    assert shown_to(app)["photo"].split()[0] == Photo(mine, "", "", private=True).digest
    assert app.caption[-1].value == "Photo: drawn by you"


def test_the_drawing_is_what_the_filters_of_training_look_at(open_app) -> None:
    app = open_app("draw_digit")
    app.button(key="sample_3").click().run()
    app.switch_page("pages/training.py").run()
    mine = prepare_drawing(app.session_state["kept:sketch"].rgba).digit
    recorded = recorded_run()
    layer = maps_of(recorded.settings.network, recorded.folder.weights(), mine)
    expected = first_layer.first_layer(*layer)
    assert expected in [part.proto.body for part in app.get("html")]
