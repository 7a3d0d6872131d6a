"""Confusion counts a digit under its truth first and its answer second."""

import numpy as np
import torch
from torch import nn

from cnncore import Digits
from cnncore.training.judging import judge

IMAGES = np.zeros((4, 28, 28), np.uint8)
IMAGES[3, 0, 0] = 255


def ink_in_the_corner_is_a_four() -> nn.Module:
    """Answer 4 where the first pixel is ink, and 9 everywhere else."""
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
    with torch.no_grad():
        for weights in model.parameters():
            weights.zero_()
        model[1].bias[9], model[1].weight[4, 0] = 1, 3
    return model


def test_a_row_is_a_truth_and_a_column_an_answer() -> None:
    digits = Digits(IMAGES, np.array([4, 4, 9, 1], np.uint8))
    found = judge(ink_in_the_corner_is_a_four(), digits)
    expected = np.zeros((10, 10), int)
    expected[4, 9], expected[9, 9], expected[1, 4] = 2, 1, 1
    np.testing.assert_array_equal(found.confusion, expected)
    assert found.by_digit.tolist() == [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert found.cell(4, 9).tolist() == [0, 1]
    sure = np.exp(3) / (np.exp(3) + np.exp(1) + 8)
    np.testing.assert_allclose(found.confidence[3], sure, rtol=1e-3)
