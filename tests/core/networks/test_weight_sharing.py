"""Shared weights slide with the image; untied ones do not."""

import numpy as np
import pytest

from cnncore.digits.shift import shifted
from cnncore.inside.seven_steps import load_strip
from cnncore.networks.weight_sharing import shared_map, untied_map


@pytest.mark.parametrize("right", [-7, 3, 7])
def test_shared_map_slides_with_the_digit_and_untied_does_not(right: int) -> None:
    strip = load_strip()
    moved = shifted(strip.digit, 0, right)
    kernel, bias = strip.filters[13], float(strip.biases[13])
    inside = np.s_[3:-3, 8:-8]
    expected = shifted(shared_map(strip.digit, kernel, bias), 0, right)
    np.testing.assert_allclose(shared_map(moved, kernel, bias)[inside], expected[inside])
    untied = untied_map(moved, strip.filters, strip.biases, 0)
    slid = shifted(untied_map(strip.digit, strip.filters, strip.biases, 0), 0, right)
    assert np.abs(untied - slid)[inside].max() > 0.1
