"""The class wall: drawings and networks given to a room, and what they make of each other."""

import numpy as np
import pytest
import torch

from cnncore import InputError
from cnncore.digits.dataset import load_digits
from cnncore.training.settings import Settings
from ui.shared import our_handwriting as panel


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def finished_run(school, owner: str) -> str:
    """Give this visitor a finished run: the bundled weights, under an id of their own."""
    from cnncore.assets import WEIGHTS
    from ui.shared.runs import engine

    return engine().adopt(Settings(epochs=3), owner, WEIGHTS.read_bytes())


def on_the_wall(open_app, code: str, owner: str, run: str):
    app = open_app("draw_digit", room=code, view="wall")
    app.session_state["kept:visitor"] = owner
    app.query_params["trained"] = run
    return app.run()


def test_a_room_tests_the_networks_given_to_it(open_app, school) -> None:
    digits = load_digits(split="held-out")
    code = school.open_room()
    for place in range(0, 1500, 300):
        school.give(code, digits.images[place] / 255, int(digits.labels[place]))
    run = finished_run(school, "anna")
    app = on_the_wall(open_app, code, "anna", run)
    assert not app.exception
    assert networks_shown(app) == ["The bundled network", "The one that answers here"]
    press(app, "Let the room test my network")
    assert not app.exception
    assert [(entry.run, entry.words) for entry in school.entries(code)] == [(run, "epochs 3")]
    assert networks_shown(app) == ["Network 1: epochs 3 (yours)", "The bundled network"]
    table = next(frame.value for frame in app.dataframe if "Network" in frame.value)
    assert set(table["Right on our handwriting"]) == {1.0}
    press(app, "Take my network back")
    assert school.entries(code) == []


def networks_shown(app) -> list[str]:
    table = next(frame.value for frame in app.dataframe if "Network" in frame.value)
    return sorted(table["Network"])


def test_the_label_follows_the_drawing(open_app, school) -> None:
    code = school.open_room()
    app = open_app("draw_digit", room=code, view="wall")
    for digit in (3, 5, 3):
        app.button(key=f"sample_{digit}").click().run()
        label = next(box for box in app.selectbox if box.label == "My drawing is a")
        assert label.value == digit
        label.set_value(9).run()  # whoever knows better
        press(app, "Give it to the class wall")
    assert not app.exception
    assert school.wall(code).labels.tolist() == [9, 9, 9]


def test_nobody_enters_a_run_of_somebody_else(open_app, school, monkeypatch) -> None:
    code, run = school.open_room(), finished_run(school, "anna")
    app = on_the_wall(open_app, code, "bert", run)
    assert "Let the room test my network" not in [button.label for button in app.button]
    monkeypatch.setattr(panel.visitor, "token", lambda: "bert")
    with pytest.raises(InputError, match="your own"):
        panel._enter(code, run)
    assert school.entries(code) == []


def test_a_drawing_that_the_networks_read_differently_is_shown(open_app, school, monkeypatch):
    from ui.shared import networks
    from ui.shared.networks import BUNDLED
    from ui.shared.our_handwriting import room_test

    code = school.open_room()
    school.give(code, np.eye(28), 1)
    run = finished_run(school, "anna")
    school.enter(code, run, "epochs 3")
    bundled = networks.load(BUNDLED)

    def answer(model, images):
        return torch.eye(10)[[1 if model is bundled else 7]]

    monkeypatch.setattr("cnncore.logits", answer)
    room_test.clear()
    app = on_the_wall(open_app, code, "bert", "")
    assert any("1 of 1 drawings differently" in text.value for text in app.markdown)


def test_a_deleted_run_leaves_the_rooms_test(school) -> None:
    from ui.shared.our_handwriting import room_test
    from ui.shared.runs import engine

    code = school.open_room()
    school.give(code, np.eye(28), 1)
    run = finished_run(school, "anna")
    school.enter(code, run, "epochs 3")
    engine().delete(run, "anna")
    room_test.clear()
    assert room_test(code).names == ("The bundled network",)
