"""Chains of filters, kernels as text, and what the buttons do."""

import numpy as np
import pytest
from scipy import ndimage

from cnncore import InputError
from cnncore.filters.catalogue import filter_named
from cnncore.filters.chain import chain_filters
from cnncore.filters.kernel_text import CHANGES, format_kernel, parse_kernel, resized_kernel


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


def test_cutting_between_breaks_the_chain(photo) -> None:
    assert chain_filters(photo, kernels("sobel-x", "box"), between=True).inside > 1


def test_empty_chain_is_told(photo) -> None:
    with pytest.raises(InputError, match="none"):
        chain_filters(photo, [])


@pytest.mark.parametrize("text", ["1", "0,-1,0;-1,5,-1;0,-1,0", "1 2;3 4", "0.5,-0.25;1e-3,2"])
def test_kernel_text_is_read_back(text: str) -> None:
    kernel = parse_kernel(text)
    np.testing.assert_array_equal(parse_kernel(format_kernel(kernel)), kernel)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "rows"),
        ("1,2;3", "equal length"),
        ("1,x", "numbers"),
        ("nan,1", "NaN"),
        ("1,inf", "infinity"),
        (";".join("1" * 8), "7 rows"),
        (",".join("1" * 8), "7 rows"),
    ],
)
def test_wrong_kernel_text_is_told(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse_kernel(text)


def test_buttons_change_the_grid() -> None:
    grid = np.arange(9.0).reshape(3, 3)
    np.testing.assert_array_equal(CHANGES["transpose"](grid), grid.T)
    np.testing.assert_array_equal(CHANGES["rotate"](grid)[0], [2, 5, 8])
    np.testing.assert_allclose(CHANGES["normalise"](grid).sum(), 1)
    assert not CHANGES["clear"](grid).any()


@pytest.mark.parametrize("side", [3, 5, 7])
def test_resizing_keeps_the_middle(side: int) -> None:
    grid = np.arange(25.0).reshape(5, 5)
    assert resized_kernel(grid, side)[side // 2, side // 2] == 12
    assert resized_kernel(grid, side).shape == (side, side)
