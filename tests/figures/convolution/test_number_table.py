"""A small table of numbers: in their order, short, with a true minus."""

import re

import numpy as np

from ui.convolution.figures.number_table import number_table


def test_numbers_are_short_and_signed() -> None:
    html = number_table(np.array([[-0.5, 1 / 3], [0.0, 12.0]]), "a map")
    assert re.findall(r"<td>(.*?)</td>", html) == ["−0.5", "0.3333", "0", "12"]
