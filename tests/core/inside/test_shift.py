"""Shifts: maps move along with a drawing, and stability asks for every move."""

import numpy as np
import pytest

import cnncore
from cnncore.inside.shift import shifted, stability
from cnncore.inside.steps import steps_of


def test_maps_move_along_with_the_drawing(model) -> None:
    digit = np.zeros((28, 28), np.float32)
    digit[10:18, 10:14] = 1
    still = steps_of(model, digit)[1].value
    moved = steps_of(model, shifted(digit, 3, -2))[1].value
    inner = np.s_[:, 5:23, 5:23]
    np.testing.assert_allclose(np.roll(still, (3, -2), axis=(1, 2))[inner], moved[inner], atol=1e-6)


def test_stability_is_the_prediction_at_each_shift(model, digits) -> None:
    digit = digits.images[5] / np.float32(255)
    told = stability(model, digit, reach=2)
    label = cnncore.predict(model, digit).label
    assert told.answers[2, 2] == label
    prediction = cnncore.predict(model, shifted(digit, -2, 1))
    assert told.answers[0, 3] == prediction.label
    assert told.chances[0, 3] == pytest.approx(prediction.probabilities[label], abs=1e-5)
