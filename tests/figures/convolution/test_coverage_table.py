"""The coverage map: every input cell holds its own count, and what is lost is told apart."""

import re

import numpy as np

from cnncore.convolution.size import coverage
from cnncore.convolution.worked import Setup
from ui.convolution.figures.coverage_table import coverage_table


def test_unused_cells_are_hatched_and_padding_is_told_apart() -> None:
    setup = Setup(np.ones((1, 4, 4)), np.ones((1, 2, 2)), stride=3, padding=1)
    html = coverage_table(coverage(setup), (1, 1, 4, 4))
    kinds = re.findall(r'class="(.*?)"', html)
    assert kinds[1:].count("pad") + kinds.count("pad lost") == 36 - 16
    assert html.count("lost") == int((coverage(setup) == 0).sum()) > 0


def test_each_count_stands_in_its_own_cell() -> None:
    counts = np.array([[0, 1, 2], [3, 4, 8]])
    html = coverage_table(counts, (1, 0, 1, 3))
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    cells = [re.findall(r'class="(.*?)" style="--t:(\d+)%">(\d+)<', row) for row in rows]
    assert [[count for *_, count in row] for row in cells] == [["0", "1", "2"], ["3", "4", "8"]]
    assert [share for _, share, _ in cells[1]] == ["20", "26", "52"]
    assert [kind for kind, *_ in cells[0]] == ["pad lost", "pad", "pad"]
    assert [kind for kind, *_ in cells[1]] == ["", "", ""]
