"""Likeness is an angle: how large the numbers are does not matter."""

import numpy as np
import pytest

from cnncore.transfer.likeness import likeness


@pytest.mark.parametrize("size", [1e-4, 1.0, 1e4])
def test_the_size_of_the_numbers_does_not_matter(size: float) -> None:
    some = np.array([[3.0, 4.0], [4.0, 3.0]])
    np.testing.assert_allclose(likeness(size * some, some), [[1, 0.96], [0.96, 1]])


def test_a_photo_of_no_numbers_is_like_nothing() -> None:
    assert likeness(np.zeros((1, 2)), np.ones((1, 2))).tolist() == [[0]]
