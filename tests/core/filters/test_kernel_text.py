"""Kernels as text, and what the buttons do."""

import numpy as np
import pytest

from cnncore import InputError
from cnncore.filters.kernel_text import CHANGES, format_kernel, parse_kernel, resized_kernel


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
