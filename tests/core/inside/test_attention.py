"""Where it looks: a covered spot and the gradient agree with the network's own numbers."""

import numpy as np
import pytest
import torch

import cnncore
from cnncore.inside.attention import gradient_map, occlusion_map
from cnncore.networks.simple_cnn import as_input, logits


class OnePixel(torch.nn.Module):
    """Score 3 is twice the pixel (10, 12); the other nine are zero."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = torch.nn.Parameter(torch.tensor(2.0))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        scores = torch.zeros(len(x), 10)
        return scores.index_add(1, torch.tensor([3]), self.weight * x[:, 0, 10:11, 12])


def test_only_the_pixel_that_matters_shows() -> None:
    digit = np.full((28, 28), 0.5, np.float32)
    gradient = gradient_map(OnePixel(), digit, 3)
    assert gradient[10, 12] == 2
    assert np.count_nonzero(gradient) == 1
    covered = occlusion_map(OnePixel(), digit, 3, patch=1, stride=1)
    assert covered[10, 12] == pytest.approx(1)
    assert np.count_nonzero(covered) == 1


def test_paper_far_from_ink_costs_nothing() -> None:
    digit = np.zeros((28, 28), np.float32)
    digit[12:16, 12:16] = 1
    loss = occlusion_map(cnncore.load_pretrained(), digit, 1)
    assert not loss[:5].any()
    assert loss.any()


def test_gradient_predicts_a_small_change() -> None:
    model = cnncore.load_pretrained()
    digit = cnncore.load_digits(split="held-out").images[3] / np.float32(255)
    slope = gradient_map(model, digit, 5)
    row, col = np.unravel_index(np.abs(slope).argmax(), slope.shape)
    moved = digit.copy()
    moved[row, col] += 1e-3
    change = float(logits(model, moved)[0, 5] - logits(model, digit)[0, 5])
    assert change == pytest.approx(1e-3 * slope[row, col], rel=0.3)
    assert as_input(digit).requires_grad is False
