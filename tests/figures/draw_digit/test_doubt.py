"""Doubt: bars against the threshold, and what refusing costs."""

import re

import numpy as np

from tests.figures.reading import plain
from ui.draw_digit.figures.doubt import coverage_curve, doubt_bars
from ui.figures import style

PARTS = {"scores": 0.25, "length": 1.5}


def test_bars_are_measured_against_the_threshold() -> None:
    html = doubt_bars(PARTS, 1.75, 2.0, {"length": "a long line"})
    widths = re.findall(r"width:([\d.]+)%;background:(#\w+)", html)
    assert widths == [("7.8", style.NEUTRAL), ("46.9", style.NEUTRAL), ("54.7", style.NEUTRAL)]
    assert re.findall(r"left:([\d.]+)%", html) == ["31.2", "31.2", "62.5"]  # 1, 1 and 2
    assert '<span title="a long line">length</span>' in html
    assert "1.75 is below the threshold of 2.00" in plain(html)


def test_only_the_sum_above_the_threshold_is_marked() -> None:
    html = doubt_bars(PARTS, 1.75, 1.0, {})
    colours = re.findall(r"background:(#\w+)", html)
    assert colours == [style.NEUTRAL, style.NEUTRAL, style.BAD]
    assert "1.75 is above the threshold of 1.00" in plain(html)


def test_answering_the_least_strange_first_is_more_often_right() -> None:
    strangeness = np.linspace(10, 0, 100)  # the last is the least strange
    right = np.arange(100) >= 20  # the twenty strangest are wrong
    chart = coverage_curve(strangeness, right, 0.9)
    points = chart["layer"][0]["data"]["values"]
    by_share = {point["share"]: point["accuracy"] for point in points}
    assert by_share[80.0] == 100
    assert by_share[100.0] == 80
    (now,) = chart["layer"][1]["data"]["values"]
    assert now["share"] == 90
    assert now["accuracy"] == round(100 * 80 / 90, 3)
    assert chart["encoding"]["x"]["field"] == "share"
    assert chart["encoding"]["y"]["field"] == "accuracy"
