"""A hidden kernel is learnt from its map, by the gradient that autograd finds too."""

import numpy as np
import pytest
import torch
from torch.nn import functional

from cnncore import InputError, convolve
from cnncore.convolution.learn_kernel import descend, good_rate, look, safe_rate

IMAGE = np.random.default_rng(3).integers(-2, 3, (7, 7)).astype(float)
HIDDEN = np.array([[1.0, 0, -1], [2, 0, -2], [1, 0, -1]])


def test_gradient_equals_autograd_and_its_terms() -> None:
    kernel = np.random.default_rng(1).normal(size=(3, 3))
    target = convolve(IMAGE, HIDDEN)
    step = look(IMAGE, kernel, target)
    weights = torch.tensor(kernel, requires_grad=True)
    made = functional.conv2d(torch.tensor(IMAGE)[None, None], weights[None, None])[0, 0]
    loss = ((made - torch.tensor(target)) ** 2).mean()
    loss.backward()
    np.testing.assert_allclose(step.loss, loss.item())
    np.testing.assert_allclose(step.gradient, weights.grad.numpy())
    for row, col in ((0, 0), (1, 2)):
        terms = step.terms(IMAGE, row, col)
        np.testing.assert_allclose(terms.sum(), step.gradient[row, col])


@pytest.mark.parametrize("flip", [False, True])
def test_descent_ends_at_the_hidden_kernel_flipped_for_true_convolution(flip: bool) -> None:
    target, kernel = convolve(IMAGE, HIDDEN, flip=flip), np.zeros((3, 3))
    for _ in range(300):
        kernel = descend(look(IMAGE, kernel, target), good_rate(IMAGE, (3, 3)))
    np.testing.assert_allclose(kernel, HIDDEN[::-1, ::-1] if flip else HIDDEN, atol=1e-6)


def test_too_large_a_rate_diverges_and_a_wrong_target_is_told() -> None:
    target, kernel = convolve(IMAGE, HIDDEN), np.zeros((3, 3))
    losses = []
    for _ in range(60):
        step = look(IMAGE, kernel, target)
        losses.append(step.loss)
        kernel = descend(step, 1.2 * safe_rate(IMAGE, (3, 3)))
    assert losses[-1] > 100 * losses[0]
    with pytest.raises(InputError, match="target"):
        look(IMAGE, HIDDEN, np.zeros((4, 4)))
