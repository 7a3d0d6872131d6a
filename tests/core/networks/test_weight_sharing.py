"""Shared weights slide with the image; untied ones do not."""

import numpy as np
import pytest
from torch import nn

from cnncore.digits.shift import shifted
from cnncore.inside.seven_steps import load_strip
from cnncore.networks.layers import layer
from cnncore.networks.ledger import account
from cnncore.networks.weight_sharing import shared_map, sharing, untied_map


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


def test_sharing_is_what_torch_counts() -> None:
    numbers = sharing(12, channels=4)
    dense = nn.Linear(12 * 12, 4 * 12 * 12)
    assert numbers.dense == sum(p.numel() for p in dense.parameters())
    conv = nn.Conv2d(1, 4, 3, padding=1)
    assert numbers.shared == sum(p.numel() for p in conv.parameters())


def test_only_sharing_does_not_grow_with_the_image() -> None:
    small, large = sharing(28), sharing(1024)
    assert small.shared == large.shared == account([layer("conv", padding=1)]).parameters
    assert large.untied > 1000 * small.untied
