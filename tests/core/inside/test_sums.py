"""Any number, anywhere: every sum that is shown equals torch's own number."""

import numpy as np
import pytest
import torch
from torch import nn

import cnncore
from cnncore.inside.steps import steps_of
from cnncore.inside.sums import sum_at
from cnncore.networks.torch_module import LocallyConnected2d


def test_every_number_equals_torch(network, digit) -> None:
    """200 random cells of every layer, padding and borders included."""
    rng = np.random.default_rng(3)
    for step in steps_of(network, digit):
        shape = (*step.value.shape, 1, 1)[:3]
        for _ in range(200):
            cell = tuple(int(rng.integers(size)) for size in shape)
            told = sum_at(step, cell)
            assert told.difference < 1e-5, (step.name, cell)
            if told.terms:
                parts = sum(term.total for term in told.terms) + told.bias
                assert parts == pytest.approx(told.before, abs=1e-9)
                assert all(
                    np.nansum(np.where(term.kernel != 0, term.patch * term.kernel, 0))
                    == pytest.approx(term.total, abs=1e-9)
                    for term in told.terms
                )


@pytest.mark.parametrize("shared", [True, False])
def test_a_term_tells_pixels_and_weights_apart(digit, shared: bool) -> None:
    first = nn.Conv2d(1, 2, 3) if shared else LocallyConnected2d(1, 2, (28, 28), 3)
    model = nn.Sequential(first, nn.Flatten(), nn.Linear(1352, 10))
    step = steps_of(model, digit)[1]
    (term,) = sum_at(step, (1, 12, 9)).terms
    weights = first.weight[1, 0] if shared else first.weight[1, :, 12 * 26 + 9].view(3, 3)
    np.testing.assert_allclose(term.patch, step.given[0, 12:15, 9:12])
    np.testing.assert_allclose(term.kernel, weights.detach())


def test_the_winner_of_a_pool_holds_its_number(digit) -> None:
    pool = steps_of(cnncore.load_pretrained(), digit)[2]
    told = sum_at(pool, (3, 6, 7))
    assert pool.given[told.winner] == told.torch
    top, left, bottom, right = told.window
    assert (top, left, bottom, right) == (12, 14, 14, 16)
    assert pool.given[3, top:bottom, left:right].max() == told.torch


def test_flatten_knows_where_a_feature_came_from(digit) -> None:
    flatten = steps_of(cnncore.load_pretrained(), digit)[5]
    assert sum_at(flatten, (1567, 0, 0)).winner == (31, 6, 6)
    assert sum_at(flatten, (50, 0, 0)).winner == (1, 0, 1)


def test_conv2_adds_sixteen_partial_sums(digit) -> None:
    told = sum_at(steps_of(cnncore.load_pretrained(), digit)[3], (5, 0, 13))
    assert len(told.terms) == 16
    assert told.window == (-1, 12, 2, 15)
    assert not told.terms[0].patch[0].any()  # the padding above


@pytest.mark.parametrize("affine", [False, True])
def test_a_normalised_cell_is_torchs_with_weights_of_its_own_or_without(
    digit, affine: bool
) -> None:
    bn = nn.BatchNorm2d(2, affine=affine)
    bn.running_mean, bn.running_var = torch.tensor([0.3, -0.2]), torch.tensor([4.0, 0.5])
    if affine:
        bn.weight.data, bn.bias.data = torch.tensor([1.5, -2.0]), torch.tensor([0.1, 0.7])
    model = nn.Sequential(nn.Conv2d(1, 2, 3), bn, nn.Flatten(), nn.Linear(1352, 10)).eval()
    told = sum_at(steps_of(model, digit)[2], (1, 12, 9))
    assert told.scaling.scale == (-2.0 if affine else 1.0)
    assert told.scaling.shift == pytest.approx(0.7 if affine else 0.0)
    assert told.value == pytest.approx(told.torch, abs=1e-6)


def test_an_unknown_layer_shows_its_maps_and_says_so(digit) -> None:
    model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Tanh(), nn.Flatten(), nn.Linear(1352, 10))
    steps = steps_of(model, digit)
    assert steps[2].value.shape == (2, 26, 26)
    with pytest.raises(cnncore.InputError, match="Tanh"):
        sum_at(steps[2], (0, 0, 0))
