"""Networks compared on the same digits."""

import numpy as np
import pytest

from cnncore.classroom.comparison import compare_answers
from cnncore.errors import InputError


def test_most_voices_come_first() -> None:
    answers = np.array([[0, 1, 2, 3], [0, 1, 5, 4], [0, 7, 6, 3]])
    told = compare_answers(answers, np.array([0, 1, 2, 3]))
    np.testing.assert_array_equal(told.disputed, [2, 1, 3])
    np.testing.assert_allclose(told.accuracy, [1, 0.5, 0.5])


def test_an_empty_wall_has_no_accuracy() -> None:
    told = compare_answers(np.zeros((2, 0), int), np.zeros(0, int))
    assert np.isnan(told.accuracy).all()
    assert told.disputed.size == 0


def test_labels_of_other_digits_are_refused() -> None:
    with pytest.raises(InputError, match="same digits"):
        compare_answers(np.zeros((2, 3), int), np.zeros(4, int))
