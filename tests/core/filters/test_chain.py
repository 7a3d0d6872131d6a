"""Chains of filters, and the one kernel that does the same."""

import numpy as np
import pytest
from scipy import ndimage

from cnncore import InputError
from cnncore.filters.catalogue import filter_named
from cnncore.filters.chain import chain_filters


@pytest.fixture
def photo() -> np.ndarray:
    return np.random.default_rng(5).integers(0, 256, (40, 48), dtype=np.uint8)


def kernels(*names: str) -> list[np.ndarray]:
    return [filter_named(name).kernels()[0] for name in names]


@pytest.mark.parametrize("names", [("box", "sobel-x"), ("gaussian", "laplacian", "motion")])
def test_chain_is_one_larger_kernel_inside(photo, names: tuple[str, ...]) -> None:
    chain = chain_filters(photo, kernels(*names), border="zeros")
    assert len(chain.steps) == len(names)
    assert len(chain.kernel) == sum(len(k) - 1 for k in kernels(*names)) + 1
    assert chain.inside < 1e-6
    assert chain.at_border > 1
    assert chain.difference.max() == max(chain.inside, chain.at_border)


def test_chain_agrees_with_scipy(photo) -> None:
    chain = chain_filters(photo, kernels("box", "sobel-x"), border="circular")
    theirs = photo.astype(float)
    for kernel in kernels("box", "sobel-x"):
        theirs = ndimage.correlate(theirs, kernel, mode="wrap")
    np.testing.assert_allclose(chain.steps[-1], theirs, atol=1e-6)
    np.testing.assert_allclose(chain.once, theirs, atol=1e-6)


def test_kernels_of_even_side_join_where_they_lie(photo) -> None:
    chain = chain_filters(photo, kernels("roberts-x", "roberts-y", "roberts-x"))
    assert chain.kernel.shape == (4, 4)
    assert chain.inside < 1e-6


def test_cutting_between_breaks_the_chain(photo) -> None:
    assert chain_filters(photo, kernels("sobel-x", "box"), between=True).inside > 1


def test_empty_chain_is_told(photo) -> None:
    with pytest.raises(InputError, match="none"):
        chain_filters(photo, [])
