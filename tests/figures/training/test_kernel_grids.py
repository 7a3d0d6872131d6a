"""Grids of numbers: each in its cell, green above zero for maps, yellow for weights."""

import re

import numpy as np

from tests.figures.reading import rgb
from ui.training.figures.kernel_grids import side_by_side, signed_grid, weights_grid

VALUES = np.array([[-2.0, 0.0, 1.0], [0.126, 2.0, -0.0]])


def cells(html: str) -> list[tuple[list[int], str]]:
    found = re.findall(r"rgb\((\d+),(\d+),(\d+)\)\">(.*?)</td>", html)
    return [([int(red), int(green), int(blue)], text) for red, green, blue, text in found]


def pale(colour: str) -> list[int]:
    return [255 - (255 - part) * 6 // 10 for part in rgb(colour)]


def test_numbers_keep_their_rows() -> None:
    rows = re.findall(r"<tr>(.*?)</tr>", signed_grid(VALUES, "a map", 2.0))
    read = [[text for _, text in cells(row)] for row in rows]
    assert read == [["−2.00", "0.00", "1.00"], ["0.13", "2.00", "0.00"]]


def test_a_map_is_pink_below_and_green_above_zero() -> None:
    seen = [colour for colour, _ in cells(signed_grid(VALUES, "a map", 2.0))]
    assert seen[:2] == [pale("#8e0152"), pale("#f7f7f7")]
    assert seen[4] == pale("#0b6b41")


def test_weights_are_violet_below_and_yellow_above_zero() -> None:
    seen = [colour for colour, _ in cells(weights_grid(VALUES, "a kernel"))]
    assert seen[0] == pale("#762a83")
    assert seen[4] == pale("#a06b00")


def test_the_chosen_cell_is_the_marked_one() -> None:
    html = weights_grid(VALUES, "a gradient", on=(1, 0))
    assert re.findall(r'class="on".*?>(.*?)</td>', html) == ["0.13"]


def test_grids_stand_in_their_order_with_their_names() -> None:
    html = side_by_side(weights_grid(VALUES, "first"), signed_grid(VALUES, "second", 2.0))
    assert re.findall(r"<figcaption>(.*?)</figcaption>", html) == ["first", "second"]
