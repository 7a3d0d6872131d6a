"""The map's size and the coverage count what the steps use."""

import numpy as np

from cnncore.convolution.misfits import misfit_of
from cnncore.convolution.size import axis_sizes, coverage
from cnncore.convolution.worked import work_out
from tests.core.convolution.setups import drawn


def test_sizes_and_coverage_count_what_the_steps_use() -> None:
    random = np.random.default_rng(5)
    for _ in range(200):
        setup = drawn(random)
        if misfit_of(setup):
            continue
        worked = work_out(setup)
        rows, cols = axis_sizes(setup)
        assert (rows.result, cols.result) == worked.map.shape
        ones = np.ones(worked.products.shape[2])
        assert coverage(setup).sum() == worked.map.size * ones.sum()
        assert coverage(setup).shape == worked.padded.shape[1:]
