"""What the panel says, on histories made by formula."""

import numpy as np
import pytest

from cnncore.runs.diagnosis import GUESSING, diagnose, gap
from cnncore.runs.folder import History, Status
from cnncore.training.settings import Settings


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
    status = Status("failed", 12, 99, sentence="The loss is nan at step 13: ...")
    found = diagnose(history(FALLING), Settings(learning_rate=1.0), status)
    assert found.tone == "bad"
    assert found.remedy == {"learning_rate": 0.1}


@pytest.mark.parametrize(("rate", "remedy"), [(1.0, 0.1), (0.0001, 0.001)])
def test_stuck_at_guessing_is_too_large_or_too_small_a_rate(rate, remedy) -> None:
    stuck = history(np.full(300, GUESSING))
    found = diagnose(stuck, Settings(learning_rate=rate), RUNNING)
    assert found.remedy["learning_rate"] == pytest.approx(remedy)


def test_overfitting_names_its_epoch() -> None:
    held_out = [2.3, 0.2, 0.12, 0.1, 0.12, 0.14, 0.17]
    train = [2.3, 0.2, 0.1, 0.06, 0.03, 0.01, 0.005]
    found = diagnose(history(FALLING, train, held_out), Settings(augmentation="none"), DONE)
    assert "since epoch 3" in found.headline
    assert found.remedy == {"augmentation": "light"}


def test_run_that_ended_too_early_is_told() -> None:
    found = diagnose(history(FALLING, (), [2.3, 0.8, 0.4, 0.2]), Settings(epochs=3), DONE)
    assert found.remedy == {"epochs": 6}


def test_settled_run_is_good() -> None:
    settled = history(FALLING, (), [2.3, 0.1, 0.051, 0.05], accuracy=0.986)
    found = diagnose(settled, Settings(), DONE)
    assert found.tone == "good"
    assert "98.6" in found.headline
    assert gap(settled) == pytest.approx(0.4)


def test_nothing_yet_and_still_learning() -> None:
    assert "guesses" in diagnose(history([]), Settings(), RUNNING).why
    assert "learning" in diagnose(history(FALLING[:150]), Settings(), Status("running", 9, 99)).tone
