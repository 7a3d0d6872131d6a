"""What is said of a kernel that is learnt, read back against the step."""

import numpy as np
import pytest

from cnncore.convolution.grids import ARTICLE_IMAGE, parse_grid
from cnncore.convolution.kernel_words import found, loss_words
from cnncore.convolution.learn_kernel import descend, good_rate, look
from cnncore.convolution.operation import convolve

CASES = 200


def test_a_loss_is_told_within_what_is_seen() -> None:
    random = np.random.default_rng(0)
    for loss in 10 ** random.uniform(-25, 12, CASES):
        told = loss_words(loss)
        number = float(told.split()[-1].replace(",", ""))
        assert "e" not in told.removeprefix("under").removeprefix("over")
        if told.startswith("under"):
            assert loss < number
        elif told.startswith("over"):
            assert loss >= number
        else:
            assert number == pytest.approx(loss, abs=0.00051)
            assert number > 0


def test_a_loss_of_ten_to_the_minus_22_is_not_written_so() -> None:
    assert loss_words(2.93e-22) == "under 0.001"


def test_a_kernel_is_found_only_when_it_is_the_hidden_one() -> None:
    random = np.random.default_rng(1)
    image = random.integers(-2, 3, (7, 7)).astype(float)
    for number in range(CASES):
        hidden = random.integers(-2, 3, (3, 3)).astype(float)
        flip, off = bool(number % 2), random.choice([0.0, 1e-4, 0.01, 0.5])
        wanted = hidden[::-1, ::-1] if flip else hidden
        kernel = wanted + off * random.normal(0, 1, (3, 3))
        told = found(look(image, kernel, convolve(image, hidden, flip=flip)), hidden, flip=flip)
        if "has found" in told:
            assert np.abs(kernel - wanted).max() <= 0.02
            assert ("180" in told) == (flip and not np.array_equal(wanted, hidden))


def test_an_image_too_small_to_tell_kernels_apart_is_named() -> None:
    """Two columns never lit: what the kernel has there is never seen."""
    image = np.zeros((5, 5))
    image[:, 4] = [1, 2, 4, 3, 1]
    hidden = np.arange(9.0).reshape(3, 3) - 4
    target, kernel = convolve(image, hidden), hidden.copy()
    kernel[:, :2] = 0
    assert not found(look(image, kernel + 0.5, target), hidden, flip=False)
    told = found(look(image[:, 2:], kernel, convolve(image[:, 2:], hidden)), hidden, flip=False)
    assert "another kernel" in told


def test_the_articles_image_ends_in_one_or_the_other() -> None:
    image = parse_grid(ARTICLE_IMAGE)[0].astype(float)
    hidden = np.array([[1.0, 0, -1], [2, 0, -2], [1, 0, -1]])
    target, kernel = convolve(image, hidden), np.zeros((3, 3))
    for _ in range(3000):
        kernel = descend(look(image, kernel, target), good_rate(image, (3, 3)))
    told = found(look(image, kernel, target), hidden, flip=False)
    assert ("has found" in told) == (np.abs(kernel - hidden).max() <= 0.02)


def test_the_terms_of_a_weight_add_up_to_its_gradient() -> None:
    random = np.random.default_rng(3)
    image, target = random.normal(size=(6, 7)), random.normal(size=(4, 5))
    step = look(image, random.normal(size=(3, 3)), target)
    sums = [[step.terms(image, row, col).sum() for col in range(3)] for row in range(3)]
    np.testing.assert_allclose(sums, step.gradient)
