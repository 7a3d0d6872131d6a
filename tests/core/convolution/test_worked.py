"""The worked convolution against torch, over thousands of random settings, and its own laws."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from cnncore import InputError
from cnncore.convolution.worked import Setup, work_out
from tests.core.convolution.setups import drawn
from tests.oracles import torch_convolve

ROUNDS = 5000
pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same'")  # torch, of its own copy


def test_5000_random_setups_agree_with_torch() -> None:
    random = np.random.default_rng(3)
    fitting = 0
    with torch.no_grad():
        while fitting < ROUNDS:
            setup = drawn(random)
            try:
                worked = work_out(setup)
            except InputError:
                continue
            fitting += 1
            theirs = torch_convolve(setup.image, setup.kernel, **setup.settings())
            np.testing.assert_allclose(worked.map, theirs, rtol=0, atol=1e-10)
            totals = worked.sums.sum(axis=1) + setup.bias
            np.testing.assert_allclose(totals, worked.map.ravel(), rtol=0, atol=1e-10)


def test_the_second_stage() -> None:
    setup = Setup(np.arange(16.0).reshape(1, 4, 4) - 8, np.ones((1, 1, 1)), stage="max")
    worked = work_out(setup)
    assert worked.rectified.min() == 0
    theirs = torch.nn.functional.max_pool2d(torch.tensor(worked.rectified)[None], 2)[0]
    np.testing.assert_array_equal(worked.pooled.values, theirs)
    for (row, col), value in np.ndenumerate(worked.pooled.values):
        assert worked.rectified[tuple(worked.pooled.winners[row, col])] == value
    average = work_out(replace(setup, stage="average"))
    theirs = torch.nn.functional.avg_pool2d(torch.tensor(worked.rectified)[None], 2)[0]
    np.testing.assert_allclose(average.pooled.values, theirs)
    assert "window of 2 or less" not in str(work_out(replace(setup, window=5)).note)
    assert "window of 4 or less" in str(work_out(replace(setup, window=5)).note)
