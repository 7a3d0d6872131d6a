"""An album's figures at their numbers: whose dots, whose cells, which bar."""

import re

import numpy as np

from cnncore.transfer.learning import Curve
from tests.core.transfer.conftest import plain_album
from ui.own_classes.figures.albums import confusion_table, growth, photo_plane


def test_every_photo_is_a_dot_of_its_class_and_rings_were_set_aside() -> None:
    album = plain_album(np.eye(5), [0, 0, 1, 1, 1])
    points = np.arange(10.0).reshape(5, 2)
    aside = np.array([False, True, False, False, True])
    fig = photo_plane(points, album, aside)
    seen = {
        (trace.name, trace.marker.symbol): list(zip(trace.x, trace.y, strict=True))
        for trace in fig.data
    }
    assert seen == {
        ("thing 1", "circle"): [(0, 1)],
        ("thing 1", "circle-open"): [(2, 3)],
        ("thing 2", "circle"): [(4, 5), (6, 7)],
        ("thing 2", "circle-open"): [(8, 9)],
    }
    assert {(t.name, t.marker.color) for t in fig.data} == {
        (kind.name, kind.colour) for kind in album.kinds
    }


def test_a_row_is_a_truth_and_a_column_an_answer() -> None:
    html = confusion_table(np.array([[7, 2], [1, 5]]), ["<b>cup", "ball"])
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    cells = [re.findall(r"<td>(.*?)</td>", row) for row in rows[1:]]
    assert cells == [["<b>7</b>", "2"], ["1", "<b>5</b>"]]
    heads = re.findall(r"scope='(?:col|row)'>(.*?)</th>", html)
    assert heads == ["said &lt;b&gt;cup", "said ball", "&lt;b&gt;cup", "ball"]


def test_the_curve_rises_by_number_with_bars_from_worst_to_best() -> None:
    curve = Curve((1, 2, 9), np.array([0.5, 0.7, 0.9]), np.array([0.2, 0.6, 0.9]),
                  np.array([0.6, 0.9, 0.9]), 10)  # fmt: skip
    (line,) = growth(curve).data
    assert list(line.x) == ["1", "2", "9"]
    np.testing.assert_allclose(line.y, [50, 70, 90])
    np.testing.assert_allclose(line.error_y.array, [10, 20, 0], atol=1e-9)
    np.testing.assert_allclose(line.error_y.arrayminus, [30, 10, 0], atol=1e-9)
