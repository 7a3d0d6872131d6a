"""Curves: the record's numbers at their epochs; train and held-out are not swapped."""

from types import SimpleNamespace

import numpy as np
import pytest

from cnncore.runs import History
from ui.figures import style
from ui.training.figures.curves import (
    accuracy_chart,
    accuracy_data,
    loss_chart,
    loss_data,
    lowest_shown,
    smooth,
)

HISTORY = SimpleNamespace(
    step=np.arange(1, 5),
    epoch=np.array([0.25, 0.5, 0.75, 1.0]),
    loss=np.array([4.0, 2.0, 1.0, 8.0]),
    eval_epoch=np.array([0.5, 1.0]),
    train_accuracy=np.array([0.9, 0.99]),
    held_out_accuracy=np.array([0.8, 0.95]),
)


def test_a_running_mean_begins_with_the_first_value_and_weighs_the_last_most() -> None:
    seen = smooth(np.array([4.0, 2.0, 1.0]), window=4)  # a value keeps three quarters a step
    expected = [4, (4 * 0.75 + 2) / 1.75, (4 * 0.75**2 + 2 * 0.75 + 1) / (0.75**2 + 1.75)]
    np.testing.assert_allclose(seen, expected)


def test_losses_stand_at_their_epochs() -> None:
    table = loss_data(HISTORY)
    assert table["epoch"].tolist() == [0.25, 0.5, 0.75, 1.0]
    assert table["raw"].tolist() == [4, 2, 1, 8]
    np.testing.assert_allclose(table["smoothed"], smooth(HISTORY.loss))


def test_a_long_run_is_drawn_by_400_points_and_more() -> None:
    for steps, drawn in ((799, 799), (800, 400), (1199, 600), (1200, 400)):
        every = np.linspace(0, 1, steps)
        long = SimpleNamespace(step=np.arange(steps), epoch=every, loss=2 - every)
        table = loss_data(long)
        assert len(table) == drawn
        np.testing.assert_allclose(table["smoothed"], smooth(2 - every)[:: -(-steps // drawn)])


def test_the_thin_line_is_every_step_and_the_thick_one_their_mean() -> None:
    chart = loss_chart(3, log=False)
    read = {
        layer["encoding"]["y"]["field"]: (layer["mark"]["strokeWidth"], layer["mark"]["color"])
        for layer in chart["layer"]
    }
    assert read == {"raw": (1, style.TRAIN), "smoothed": (2.5, style.PATCH)}
    assert chart["encoding"]["x"]["field"] == "epoch"
    assert chart["encoding"]["x"]["scale"]["domain"] == [0, 3]
    scales = [loss_chart(3, log=log)["layer"][0]["encoding"]["y"]["scale"] for log in (True, False)]
    assert scales[0]["type"] == "log"
    assert scales[1]["zero"]


def test_accuracies_are_percent_of_their_own_digits() -> None:
    table = accuracy_data(HISTORY)
    read = {name: rows["accuracy"].tolist() for name, rows in table.groupby("set")}
    assert read == {"train": [90.0, 99.0], "held-out": [80.0, 95.0]}
    assert table["epoch"].tolist() == [0.5, 1.0, 0.5, 1.0]


def test_train_and_held_out_keep_their_colours() -> None:
    (layer,) = accuracy_chart(2, 70)["layer"]
    scale = layer["encoding"]["color"]["scale"]
    colours = dict(zip(scale["domain"], scale["range"], strict=True))
    assert colours == {"train": style.TRAIN, "held-out": style.HELD_OUT}
    assert layer["encoding"]["color"]["field"] == "set"
    assert layer["mark"]["clip"]  # an accuracy below the lowest stays inside the frame
    assert layer["encoding"]["y"]["scale"]["domain"] == [70, 100]


@pytest.mark.parametrize(
    ("held_out", "lowest"),
    [([0.1], 90), ([0.1, 0.985], 90), ([0.1, 0.88, 0.906], 80), ([0.1, 0.77], 70), ([0.1, 0.1], 0)],
)
def test_the_axis_begins_below_the_best_held_out_accuracy(held_out, lowest) -> None:

    at, none = np.arange(len(held_out), dtype=float), np.array([])
    zeros = np.zeros(len(held_out))
    history = History(none, none, none, none, at, at, zeros, np.array(held_out), zeros, zeros)
    assert lowest_shown(history) == lowest
