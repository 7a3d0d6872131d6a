"""The seven steps are the bundled network's own, of any digit, though torch is not asked."""

import numpy as np
import pytest
import torch

from cnncore.assets import SEVEN_STEPS
from cnncore.convolution.operation import convolve
from cnncore.errors import InputError
from cnncore.inside.seven_steps import Strip, digit_steps, load_strip, shipped
from cnncore.networks.simple_cnn import as_input, load_pretrained, predict


def test_shipped_weights_are_the_networks() -> None:
    """Fails when the bundled weights are new: run `python -m cnncore.inside.seven_steps`."""
    fresh = shipped()
    with np.load(SEVEN_STEPS) as stored:
        assert set(stored.files) == set(fresh)
        for name, array in fresh.items():
            np.testing.assert_array_equal(stored[name], array, err_msg=name)


def _digits() -> list[np.ndarray]:
    chance = np.random.default_rng(3)
    return [np.zeros((28, 28)), np.ones((28, 28)), *chance.random((20, 28, 28))]


@pytest.mark.parametrize("digit", _digits(), ids=range(22))
def test_every_step_of_any_digit_is_torchs(digit: np.ndarray) -> None:
    strip, network = digit_steps(digit), load_pretrained()
    with torch.no_grad():
        first = network.relu(network.conv1(as_input(digit)))
        pooled = network.pool(first)
        second = network.relu(network.conv2(pooled))
        repooled = network.pool(second)
    for ours, torchs in (
        (strip.first, first),
        (strip.pooled, pooled),
        (strip.second, second),
        (strip.repooled, repooled),
    ):
        np.testing.assert_allclose(ours, torchs[0].numpy(), rtol=1e-4, atol=1e-5)
    answer = predict(network, digit)
    np.testing.assert_allclose(strip.scores, answer.logits, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(strip.probabilities, answer.probabilities, rtol=1e-3, atol=1e-6)


@pytest.mark.parametrize("digit", [np.zeros((28, 27)), np.full((28, 28), np.nan), np.zeros(784)])
def test_what_is_no_digit_is_refused(digit: np.ndarray) -> None:
    with pytest.raises(InputError, match="28 × 28"):
        digit_steps(digit)


@pytest.fixture
def strip() -> Strip:
    return load_strip()


@pytest.mark.parametrize("number", [0, 5, 13])
def test_first_maps_are_convolutions_by_hand(strip: Strip, number: int) -> None:
    by_hand = convolve(
        strip.digit, strip.filters[number], bias=float(strip.biases[number]), padding=1
    )
    np.testing.assert_allclose(np.maximum(by_hand, 0), strip.first[number], atol=1e-5)


def test_pooled_is_the_largest_of_each_square(strip: Strip) -> None:
    squares = strip.first.reshape(16, 14, 2, 14, 2)
    np.testing.assert_array_equal(squares.max((2, 4)), strip.pooled)
