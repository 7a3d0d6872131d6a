"""A digit moved by whole pixels."""

import numpy as np

from cnncore.digits.shift import shifted


def test_shifted_moves_and_loses_what_leaves() -> None:
    image = np.arange(9.0).reshape(3, 3)
    np.testing.assert_array_equal(shifted(image, 1, -1), [[0, 0, 0], [1, 2, 0], [4, 5, 0]])
