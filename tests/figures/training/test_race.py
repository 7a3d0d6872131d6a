"""A race: every runner's own numbers under its own name."""

from types import SimpleNamespace

import numpy as np

from ui.training.figures.curves import smooth
from ui.training.figures.race import race_chart, race_data


def runner(rate: float, seed: int, loss: float) -> SimpleNamespace:
    history = SimpleNamespace(
        step=np.arange(1, 4),
        epoch=np.array([0.5, 1.0, 1.5]),
        loss=np.array([loss, loss / 2, loss / 4]),
        eval_epoch=np.array([1.0, 1.5]),
        held_out_accuracy=np.array([0.9, 0.9 + rate]),
        train_accuracy=np.array([0.1, 0.1]),
    )
    settings = SimpleNamespace(rate=rate, seed=seed)
    label = lambda name: str(getattr(settings, name))  # noqa: E731
    return SimpleNamespace(history=history, settings=settings, label=label)


RUNNERS = [runner(0.01, 3, 8.0), runner(0.05, 4, 4.0)]


def test_held_out_accuracies_stand_under_their_runner_and_seed() -> None:
    table = race_data(RUNNERS, "rate", accuracy=True)
    read = {name: rows["value"].round(6).tolist() for name, rows in table.groupby("runner")}
    assert read == {"0.01": [90, 91], "0.05": [90, 95]}
    assert table["epoch"].tolist() == [1.0, 1.5, 1.0, 1.5]
    assert table["seed"].tolist() == [3, 3, 4, 4]


def test_losses_are_smoothed_each_by_itself() -> None:
    table = race_data(RUNNERS, "rate", accuracy=False)
    second = table[table["runner"] == "0.05"]
    np.testing.assert_allclose(second["value"], smooth(np.array([4.0, 2.0, 1.0])))
    assert second["epoch"].tolist() == [0.5, 1.0, 1.5]


def test_a_long_run_is_drawn_by_150_points_and_more() -> None:
    for steps, drawn in ((299, 299), (300, 150), (449, 225), (450, 150)):
        long = runner(0.01, 3, 8.0)
        long.history.step = long.history.epoch = np.arange(steps)
        long.history.loss = np.linspace(2.0, 1.0, steps)
        assert len(race_data([long], "rate", accuracy=False)) == drawn


def test_a_runner_has_one_colour_and_a_seed_a_line_of_its_own() -> None:
    chart = race_chart("held-out accuracy, %", 4, accuracy=True)
    encoding = chart["encoding"]
    assert [encoding[name]["field"] for name in ("x", "y", "color", "detail")] == [
        "epoch",
        "value",
        "runner",
        "seed",
    ]
    assert encoding["x"]["scale"]["domain"] == [0, 4]
    assert encoding["y"]["scale"] == {"domain": [90, 100]}
    assert encoding["y"]["title"] == "held-out accuracy, %"
    assert len(set(encoding["color"]["scale"]["range"])) == 4
