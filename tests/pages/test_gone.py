"""A browser may speak of a control that has gone, or of another's value: nothing breaks."""

from types import SimpleNamespace

import numpy as np
import pytest

from cnncore.networks.layers import PRESETS, parse
from ui.convolution import grids
from ui.inside import trail
from ui.network import controls as network
from ui.own_classes import photos
from ui.shared import exercise_card, session

LAYERS = parse(PRESETS["SimpleCNN"])


@pytest.fixture
def changed(monkeypatch) -> list:
    """Note what callbacks change; controls hold nothing, until a test says otherwise."""
    notes: list = []
    monkeypatch.setattr(session, "held", lambda key: None)
    monkeypatch.setattr(session, "choose", lambda key, value: notes.append((key, value)))
    monkeypatch.setattr(grids, "good", lambda kind: np.arange(25.0).reshape(1, 5, 5))
    monkeypatch.setattr(grids, "write", lambda kind, grid: notes.append((kind, grid.shape)))
    return notes


def test_a_control_that_has_gone_changes_nothing(changed) -> None:
    network._set_number(LAYERS, 0, "kernel")
    grids._resize("image", 0, "image_rows")
    trail._open([], None)
    assert changed == []
    exercise_card._next("seed")
    assert changed == [("seed", 1)]


def test_a_control_that_is_there_changes_what_it_says(changed, monkeypatch) -> None:
    monkeypatch.setattr(session, "held", lambda key: 3)
    grids._resize("image", 0, "image_rows")
    assert changed == [("image", (1, 3, 5))]


@pytest.mark.parametrize("number", [0, 16, 187, -1])
def test_a_number_that_was_said_of_another_layer_changes_nothing(
    changed, monkeypatch, number: int
) -> None:
    monkeypatch.setattr(session, "held", lambda key: number)
    network._set_number(LAYERS, 0, "kernel")
    assert changed == []


def test_a_step_of_another_network_opens_nothing(changed) -> None:
    trail._open([], 4)
    assert changed == []


@pytest.mark.parametrize("press", [photos._drop, photos._move, lambda at: photos._rename(at, "x")])
def test_a_class_that_has_gone_is_not_changed(monkeypatch, press) -> None:
    album = SimpleNamespace(kinds=(1, 2))
    monkeypatch.setattr(photos, "desk", lambda: SimpleNamespace(album=album))
    monkeypatch.setattr(photos, "_change", lambda *_, **__: pytest.fail("changed"))
    press(2)


@pytest.mark.parametrize("lesson", ["home", "convolution", "own_classes", "host"])
def test_a_word_without_a_name_is_left_alone(open_app, lesson: str) -> None:
    app = open_app(lesson, **{"": "banana"})
    assert not app.exception
