"""Kernels and their responses: each number in its cell, zero in the middle, bars in place."""

from types import SimpleNamespace

import numpy as np

from tests.figures.reading import rgb
from ui.figures import style
from ui.filter_gallery.figures.kernels import (
    kernel_grid,
    response_spread,
    signed_colours,
    signed_table,
)


def test_a_kernel_keeps_its_rows_and_zero_is_in_the_middle() -> None:
    fig = kernel_grid(np.array([[-1.0, 2.0, 0.0], [0.125, -0.0, -3.0]]))
    (cells,) = fig.data
    assert cells.z.tolist() == [[-1, 2, 0], [0.125, 0, -3]]
    assert cells.text.tolist() == [["−1", "2", "0"], ["0.12", "0", "−3"]]
    assert (list(cells.y), list(cells.x)) == ([1, 2], [1, 2, 3])
    assert (cells.zmin, cells.zmax) == (-3, 3)
    assert [list(stop) for stop in cells.colorscale] == style.WEIGHTS
    assert fig.layout.yaxis.autorange == "reversed"


def test_numbers_are_written_smaller_in_larger_kernels_and_not_in_the_largest() -> None:
    (small,), (larger,), (largest,) = (kernel_grid(np.eye(side)).data for side in (5, 7, 11))
    assert small.textfont.size > larger.textfont.size
    assert small.texttemplate == larger.texttemplate == "%{text}"
    assert largest.texttemplate is None
    assert not small.showscale


def test_the_signed_table_has_zero_at_128_green_above() -> None:
    table = signed_table()
    assert table.shape == (256, 3)
    assert table[0].tolist() == rgb("#8e0152")
    assert table[255].tolist() == rgb("#0b6b41")
    assert np.abs(table[128].astype(int) - rgb("#f7f7f7")).max() <= 1
    places = np.array([[0, 255, 128]], np.uint8)
    assert signed_colours(places).tolist() == [table[[0, 255, 128]].tolist()]


def test_a_response_outside_the_range_of_pixels_is_paler() -> None:
    opened = SimpleNamespace(
        edges=np.array([-20.0, 0, 10, 250, 300]), counts=np.array([1, 4, 4, 16])
    )
    fig = response_spread(opened)
    (bars,) = fig.data
    assert fig.layout.yaxis.showticklabels is False  # roots are no numbers to read off
    assert list(bars.x) == [-10, 5, 130, 275]
    assert list(bars.customdata) == [4, 16, 16, 64]
    assert list(bars.y) == [2, 4, 4, 8]
    assert list(bars.width) == [20, 10, 240, 50]
    assert list(bars.marker.color) == [style.NEUTRAL, style.MAP, style.MAP, style.NEUTRAL]
