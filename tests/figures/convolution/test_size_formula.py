"""The size formula: its numbers are the record's, its marks say what belongs together."""

import re

import numpy as np

from cnncore.convolution.size import axis_sizes
from cnncore.convolution.worked import Setup
from tests.figures.reading import plain
from ui.convolution.figures.size_formula import (
    bridge,
    bridge_style,
    explained,
    formula,
    in_code,
    layer,
)


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
    assert "in_channels=3" in plain(bridge(setup, *axis_sizes(setup), code=True))


def test_rows_and_columns_are_not_swapped() -> None:
    setup = Setup(np.ones((1, 5, 9)), np.ones((1, 2, 4)))
    text = plain(formula(*axis_sizes(setup)))
    assert "Rows: ⌊5 + 2·0 − 1·(2 − 1) − 11⌋ + 1 = 4" in text
    assert "Columns: ⌊9 + 2·0 − 1·(4 − 1) − 11⌋ + 1 = 6" in text


def rows_of(table: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", table)
    return [[plain(cell) for cell in re.findall(r"<t[dh]>(.*?)</t[dh]>", row)] for row in rows]


def test_the_keyboard_stops_once_a_row_of_the_bridge() -> None:
    setup = Setup(np.ones((1, 5, 9)), np.ones((1, 2, 4)))
    for code in (False, True):
        table = bridge(setup, *axis_sizes(setup), code=code)
        rows = re.findall(r"<tr>(.*?)</tr>", table)[1:]
        assert [row.count('tabindex="0"') for row in rows] == [1] * len(rows)


def test_the_bridge_leads_from_symbol_to_argument_in_a_row() -> None:
    setup = Setup(np.ones((2, 5, 9)), np.ones((2, 2, 4)), stride=3, padding=1, dilation=1)
    assert rows_of(bridge(setup, *axis_sizes(setup))) == [
        ["Symbol", "Setting", "Today"],
        ["C", "channels of the image", "2"],
        ["H, W", "rows and columns of the image", "5, 9"],
        ["K", "rows and columns of the kernel", "(2, 4)"],
        ["S", "stride", "3"],
        ["P", "padding on each side", "1"],
        ["D", "dilation", "1"],
    ]
    assert rows_of(bridge(setup, *axis_sizes(setup), code=True)) == [
        ["Symbol", "Argument of nn.Conv2d", "Tensor axis"],
        ["C", "in_channels=2", "C of N, C, H, W"],
        ["H, W", "", "H and W"],
        ["K", "kernel_size=(2, 4)", ""],
        ["S", "stride=3", ""],
        ["P", "padding=1", ""],
        ["D", "dilation=1", ""],
    ]


def test_the_explanation_is_formula_floor_and_bridge_and_the_layer_is_for_programmers() -> None:
    setup = Setup(np.ones((1, 5, 9)), np.ones((1, 2, 4)))
    rows, cols = axis_sizes(setup)
    parts = [formula(rows, cols), "what the floor drops", bridge(setup, rows, cols)]
    html = explained(setup, rows, cols, "what the floor drops")
    places = [html.index(part) for part in parts]
    assert places == sorted(places)
    assert layer(setup, rows, cols) not in html
    assert layer(setup, rows, cols) in in_code(setup, rows, cols)


def test_a_mark_lights_its_own_control_only() -> None:
    rules = [rule for rule in bridge_style("#d69e00").split("body:has") if ".m-s:hover" in rule]
    assert all(".st-key-stride" in rule for rule in rules)
    assert not [rule for rule in rules if "padding:hover" in rule or "kernel" in rule]
    html = bridge(
        Setup(np.ones((1, 5, 6)), np.ones((1, 3, 3)), stride=2),
        *axis_sizes(Setup(np.ones((1, 5, 6)), np.ones((1, 3, 3)), stride=2)),
        code=True,
    )
    assert '<span class="m m-s">stride=2</span>' in html
    assert '<span class="m m-p">padding=0</span>' in html
