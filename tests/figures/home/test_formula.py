"""The article's grid: the patch, the filter and the cell of one step, and its sum."""

import re

import numpy as np

from cnncore.convolution.operation import convolution_steps
from ui.home.figures.formula import formula_grids, written_sum

IMAGE = np.array([[1.0, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]])
KERNEL = np.array([[1.0, -2], [0, 0.5]])
STEP = list(convolution_steps(IMAGE, KERNEL))[5]  # row 1, column 2


def test_the_step_is_marked_where_it_is() -> None:
    result = np.array([[0.0, 1, 2], [3, -4, 5]])
    html = formula_grids(IMAGE, KERNEL, result, STEP)
    image, kernel, feature_map = re.findall(r"<table>(.*?)</table>", html)
    marked = re.findall(r'<td class="(\w*)">(.*?)</td>', image)
    assert [number for kind, number in marked if kind == "patch"] == ["7", "8", "11", "12"]
    assert re.findall(r'class="kernel">(.*?)<', kernel) == ["1", "−2", "0", "0.5"]
    assert re.findall(r'class="now">(.*?)<', feature_map) == ["5"]
    assert re.findall(r'class="map">(.*?)<', feature_map) == ["0", "1", "2", "3", "−4"]


def test_the_sum_pairs_each_pixel_with_its_own_weight() -> None:
    assert written_sum(STEP, KERNEL) == (
        '<p class="sum">S(1, 2) = 7·1 + 8·−2 + 11·0 + 12·0.5 = <b>−3</b></p>'
    )
