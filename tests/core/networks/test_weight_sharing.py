"""Shared weights slide with the image; untied ones do not."""

import numpy as np
import pytest

from cnncore.inside.seven_steps import load_strip
from cnncore.networks.weight_sharing import shared_map, slide, untied_map


def test_slide_moves_and_loses_what_leaves() -> None:
    image = np.arange(9.0).reshape(3, 3)
    np.testing.assert_array_equal(slide(image, down=1, right=-1), [[0, 0, 0], [1, 2, 0], [4, 5, 0]])


@pytest.mark.parametrize("right", [-7, 3, 7])
def test_shared_map_slides_with_the_digit_and_untied_does_not(right: int) -> None:
    strip = load_strip()
    moved = slide(strip.digit, down=0, right=right)
    kernel, bias = strip.filters[13], float(strip.biases[13])
    inside = np.s_[3:-3, 8:-8]
    expected = slide(shared_map(strip.digit, kernel, bias), down=0, right=right)
    np.testing.assert_allclose(shared_map(moved, kernel, bias)[inside], expected[inside])
    untied = untied_map(moved, strip.filters, strip.biases, 0)
    slid = slide(untied_map(strip.digit, strip.filters, strip.biases, 0), down=0, right=right)
    assert np.abs(untied - slid)[inside].max() > 0.1
