"""Favourites: the digit that is named holds the value, in a patch the cell can see."""

import numpy as np
import pytest

from cnncore.inside.favourites import exciting, peaks
from cnncore.inside.steps import steps_of


def test_the_most_exciting_digit_holds_the_value(model, digits) -> None:
    first = exciting(model, "conv2", 6, peaks(model, "conv2"))[0]
    value = steps_of(model, digits.images[first.number] / np.float32(255))[3].value[6].max()
    assert max(first.value, 0.0) == pytest.approx(value)  # a filter may never fire
    top, left, bottom, right = first.box
    assert 0 < bottom - top <= 8
    assert 0 < right - left <= 8
