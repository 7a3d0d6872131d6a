"""The last layer against torch: its loss has no slope left, and its rows are torch's."""

import numpy as np
import pytest
import torch
from torch.nn import functional

from cnncore.errors import InputError
from cnncore.transfer.last_layer import NUMBERS, fit_last_layer


def photos(seed: int, count: int, wide: int, classes: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    labels = np.append(np.arange(classes), random.integers(0, classes, count - classes))
    return random.normal(0, 1, (count, wide)) + labels[:, None] * 0.3, labels


def loss_of(weights, biases, numbers: np.ndarray, labels: np.ndarray, decay: float):
    x, y = torch.tensor(numbers, dtype=torch.float64), torch.tensor(labels)
    loss = functional.cross_entropy(x @ weights.T + biases, y)
    return loss + decay / 2 * weights.square().sum()


@pytest.mark.parametrize("seed", range(12))
def test_no_slope_is_left_at_the_bottom(seed: int) -> None:
    random = np.random.default_rng(seed)
    count, wide, classes = random.integers(6, 40), random.integers(1, 60), random.integers(2, 6)
    decay = float(10 ** random.uniform(-3, -1))
    numbers, labels = photos(seed, int(count), int(wide), int(classes))
    layer = fit_last_layer(numbers, labels, int(classes), decay=decay)
    weights, biases = (
        torch.tensor(one, dtype=torch.float64, requires_grad=True)
        for one in (layer.weights, layer.biases)
    )
    loss_of(weights, biases, numbers, labels, decay).backward()
    assert weights.grad.abs().max() < 1e-6
    assert biases.grad.abs().max() < 1e-6


def test_rows_are_those_that_torch_finds_by_another_way() -> None:
    numbers, labels = photos(1, 30, 50, 3)
    layer = fit_last_layer(numbers, labels, 3, decay=0.01)
    weights = torch.zeros((3, 50), dtype=torch.float64, requires_grad=True)
    biases = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    search = torch.optim.LBFGS(
        [weights, biases],
        max_iter=2000,
        tolerance_grad=1e-12,
        tolerance_change=1e-18,
        line_search_fn="strong_wolfe",
    )

    def closure():
        search.zero_grad()
        loss = loss_of(weights, biases, numbers, labels, 0.01)
        loss.backward()
        return loss

    search.step(closure)
    np.testing.assert_allclose(layer.weights, weights.detach(), atol=2e-5)
    np.testing.assert_allclose(layer.biases, biases.detach(), atol=2e-5)


def test_probabilities_are_the_softmax_of_the_scores() -> None:
    numbers, labels = photos(2, 20, 4, 3)
    layer = fit_last_layer(numbers, labels, 3)
    expected = torch.tensor(layer.scores(numbers), dtype=torch.float64).softmax(1)
    np.testing.assert_allclose(layer.chances(numbers), expected, atol=1e-9)


def test_the_same_photos_in_another_order_give_the_same_layer() -> None:
    numbers, labels = photos(4, 24, 30, 2)
    order = np.random.default_rng(0).permutation(24)
    one, other = (
        fit_last_layer(numbers, labels, 2),
        fit_last_layer(numbers[order], labels[order], 2),
    )
    np.testing.assert_allclose(one.weights, other.weights, atol=1e-5)


def test_a_class_without_a_photo_is_never_named() -> None:
    numbers, labels = photos(5, 20, 6, 2)
    layer = fit_last_layer(numbers, labels, 3)
    assert set(layer.scores(numbers).argmax(axis=1)) <= {0, 1}
    assert layer.chances(numbers)[:, 2].max() < 0.05


def test_one_class_is_refused_with_a_way_out() -> None:
    with pytest.raises(InputError, match="Give another class some photos"):
        fit_last_layer(np.ones((3, 2)), np.zeros(3, int), 2)


def test_a_photo_has_as_many_numbers_as_the_network_has_maps(network) -> None:
    assert network.head[-1].in_features == NUMBERS
