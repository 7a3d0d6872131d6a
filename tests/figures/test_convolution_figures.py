"""The convolution lesson's figures: their numbers are the record's."""

import re

import numpy as np

from cnncore.convolution.size import axis_sizes, coverage
from cnncore.convolution.worked import Setup
from ui.convolution.figures.coverage_table import coverage_table
from ui.convolution.figures.number_table import number_table
from ui.convolution.figures.size_formula import bridge, formula, layer


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_the_formula_holds_todays_numbers() -> None:
    setup = Setup(np.ones((1, 5, 6)), np.ones((1, 3, 3)), stride=2, padding=1)
    rows, cols = axis_sizes(setup)
    text = plain(formula(rows, cols))
    assert "Rows: ⌊5 + 2·1 − 1·(3 − 1) − 12⌋ + 1 = 3" in text
    assert "Columns: ⌊6 + 2·1 − 1·(3 − 1) − 12⌋ + 1 = 3" in text


def test_uneven_padding_is_written_as_a_sum() -> None:
    setup = Setup(np.ones((1, 5, 5)), np.ones((1, 2, 4)), padding="same")
    text = plain(formula(*axis_sizes(setup)))
    assert "5 + (0 + 1)" in text
    assert "5 + (1 + 2)" in text


def test_the_layer_is_what_a_learner_would_type() -> None:
    setup = Setup(np.ones((3, 5, 6)), np.ones((3, 2, 3)), padding="same", border="reflect")
    text = plain(layer(setup, *axis_sizes(setup)))
    assert "nn.Conv2d(in_channels=3, out_channels=1, kernel_size=(2, 3), stride=1, " in text
    assert "padding='same', dilation=1, padding_mode='reflect')" in text
    assert "(1, 3, 5, 6) → (1, 1, 5, 6)" in text
    assert "in_channels=3" in plain(bridge(setup, *axis_sizes(setup)))


def test_unused_cells_are_hatched_and_padding_is_told_apart() -> None:
    setup = Setup(np.ones((1, 4, 4)), np.ones((1, 2, 2)), stride=3, padding=1)
    html = coverage_table(coverage(setup), (1, 1, 4, 4))
    kinds = re.findall(r'class="(.*?)"', html)
    assert kinds[1:].count("pad") + kinds.count("pad lost") == 36 - 16
    assert html.count("lost") == int((coverage(setup) == 0).sum()) > 0


def test_numbers_are_short_and_signed() -> None:
    html = number_table(np.array([[-0.5, 1 / 3], [0.0, 12.0]]), "a map")
    assert re.findall(r"<td>(.*?)</td>", html) == ["−0.5", "0.3333", "0", "12"]
