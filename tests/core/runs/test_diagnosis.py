"""What a run is found to do, and how it is told, on histories made by formula."""

import numpy as np
import pytest

from cnncore.runs import GUESSING, History, Reading, Status, explain, gap, read_run, sentence
from cnncore.runs.records import read_status
from cnncore.training import Settings


def history(loss, train_loss=(), held_out_loss=(), accuracy=0.97, train=0.99) -> History:
    steps = np.arange(1, len(loss) + 1)
    count = len(held_out_loss)
    epochs = np.arange(count, dtype=float)
    return History(
        steps,
        steps / 100,
        np.asarray(loss, float),
        np.full(len(loss), 0.003),
        epochs * 100,
        epochs,
        np.full(count, train),
        np.full(count, accuracy),
        np.asarray(train_loss or held_out_loss, float),
        np.asarray(held_out_loss, float),
    )


FALLING = np.geomspace(2.3, 0.05, 800)
RUNNING, DONE = Status("running", 400, 800), Status("done", 800, 800)


def test_nan_is_explained_with_a_smaller_rate() -> None:
    status = Status("failed", 12, 99, cause="diverged", detail="loss is nan at step 13")
    found = read_run(history(FALLING), Settings(learning_rate=1.0), status)
    assert found.kind == "exploded"
    assert explain(found).headline == "The loss became NaN at step 13."
    assert explain(found).remedy == "Train again with learning rate 0.1"
    assert found.remedy == {"learning_rate": 0.1}


@pytest.mark.parametrize(("rate", "remedy"), [(1.0, 0.1), (0.0001, 0.001)])
def test_stuck_at_guessing_is_too_large_or_too_small_a_rate(rate, remedy) -> None:
    stuck = history(np.full(300, GUESSING))
    found = read_run(stuck, Settings(learning_rate=rate), RUNNING)
    assert found.remedy["learning_rate"] == pytest.approx(remedy)


def test_overfitting_names_its_epoch() -> None:
    held_out = [2.3, 0.2, 0.12, 0.1, 0.12, 0.14, 0.17]
    train = [2.3, 0.2, 0.1, 0.06, 0.03, 0.01, 0.005]
    found = read_run(history(FALLING, train, held_out), Settings(augmentation="none"), DONE)
    assert found.epoch == 3
    assert "since epoch 3" in explain(found).headline
    assert explain(found).remedy == "Train again with light augmentation"
    assert found.remedy == {"augmentation": "light"}


@pytest.mark.parametrize(
    ("last", "gap_to_train"),
    [(0.105, 2.0), (0.17, 0.5)],  # the loss hardly above its best; or the accuracies alike
)
def test_an_early_best_alone_is_no_overfitting(last: float, gap_to_train: float) -> None:
    held_out = [2.3, 0.2, 0.12, 0.1, 0.12, 0.14, last]
    train = [2.3, 0.2, 0.1, 0.06, 0.03, 0.01, 0.005]
    run = history(FALLING, train, held_out, accuracy=0.97, train=0.97 + gap_to_train / 100)
    assert read_run(run, Settings(), DONE).kind != "overfitting"


def test_run_that_ended_too_early_is_told() -> None:
    found = read_run(history(FALLING, (), [2.3, 0.8, 0.4, 0.2]), Settings(epochs=3), DONE)
    assert found.remedy == {"epochs": 6}


def test_settled_run_is_good() -> None:
    settled = history(FALLING, (), [2.3, 0.1, 0.051, 0.05], accuracy=0.986)
    found = read_run(settled, Settings(), DONE)
    assert found.kind == "settled"
    assert "98.6" in explain(found).headline
    assert gap(settled) == pytest.approx(0.4)


def test_nothing_yet_and_still_learning() -> None:
    assert read_run(history([]), Settings(), RUNNING) == Reading("unmeasured")
    assert "guesses" in explain(Reading("unmeasured")).why
    assert read_run(history(FALLING[:150]), Settings(), Status("running", 9, 99)).kind == "learning"


def test_runs_kept_before_causes_had_names_are_read_as_before() -> None:
    told = "The loss is nan at step 13: the steps are too large. Lower the learning rate."
    old = read_status(f'{{"state": "failed", "step": 12, "sentence": "{told}"}}'.encode())
    assert sentence(old) == told
    assert read_run(history(FALLING), Settings(), old).kind == "exploded"
    assert sentence(read_status(b'{"state": "lost", "sentence": "No room."}')) == "No room."
