"""The shipped strip is what the bundled network computes today, and what plain NumPy computes."""

import numpy as np
import pytest

from cnncore.convolution.operation import convolve
from cnncore.inside.seven_steps import compute_strip, load_strip


def test_shipped_strip_is_the_networks() -> None:
    """Fails when the bundled weights are new: run `python -m cnncore.inside.seven_steps`."""
    shipped, fresh = vars(load_strip()), vars(compute_strip())
    assert shipped.keys() == fresh.keys()
    for name, array in fresh.items():
        np.testing.assert_allclose(shipped[name], array, rtol=2e-3, atol=2e-3, err_msg=name)


@pytest.mark.parametrize("number", [0, 5, 13])
def test_first_maps_are_convolutions_by_hand(number: int) -> None:
    strip = load_strip()
    by_hand = convolve(
        strip.digit, strip.filters[number], bias=float(strip.biases[number]), padding=1
    )
    np.testing.assert_allclose(np.maximum(by_hand, 0), strip.first[number], atol=5e-3)


def test_pooled_is_the_largest_of_each_square() -> None:
    strip = load_strip()
    squares = strip.first.reshape(16, 14, 2, 14, 2)
    np.testing.assert_array_equal(squares.max((2, 4)), strip.pooled)
