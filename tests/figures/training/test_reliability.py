"""Sure against right: not swapped, empty bins left out, honesty is the diagonal."""

import numpy as np

from ui.figures import style
from ui.training.figures.reliability import reliability_chart, reliability_data


def test_a_bin_tells_how_sure_and_how_often_right() -> None:
    table = reliability_data(
        np.array([0.3, 0.55, 0.95]), np.array([0.1, 0.0, 0.75]), np.array([10, 0, 40])
    )
    read = table.to_dict("list")
    assert read["sure"] == [30, 95]
    assert read["right"] == [10, 75]
    assert read["digits"] == [10, 40]


def test_how_sure_goes_across_and_how_right_goes_up() -> None:
    chart = reliability_chart()
    for axis, field in (("x", "sure"), ("y", "right")):
        assert chart["encoding"][axis]["field"] == field
        assert chart["encoding"][axis]["title"] == f"{field}, %"
        assert chart["encoding"][axis]["scale"]["domain"] == [0, 100]
    line, dots = chart["layer"]
    assert all(end["sure"] == end["right"] for end in line["data"]["values"])
    assert dots["encoding"]["size"]["field"] == "digits"
    assert not dots["mark"]["clip"]  # a bin at 100 % is a whole dot
    assert dots["mark"]["color"] == style.HELD_OUT
