"""Races are fair, and their verdict weighs luck."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from cnncore import Digits, InputError, load_digits
from cnncore.runs import Entrant, Runner, line_up, outcome, recorded_run, results, verdict
from cnncore.training import Settings, Trainer


def few() -> Digits:
    digits = load_digits()
    return Digits(digits.images[:192], digits.labels[:192])


@pytest.mark.parametrize(
    ("name", "values"),
    [("learning_rate", [0.01]), ("optimiser", ["sgd", "momentum"]), ("schedule", ["steps"])],
)
def test_runners_begin_with_equal_weights_and_equal_batches(name: str, values: list) -> None:
    runners = [Trainer(s, few(), "cpu") for s in line_up(Settings(), name, values, seeds=False)]
    first = [runner.step().loss for runner in runners]
    assert len(set(first)) == 1
    assert len({runner._order[1].sum().item() for runner in runners}) == 1
    for runner in runners[1:]:
        torch.testing.assert_close(runner._order[1], runners[0]._order[1])


def test_three_seeds_give_every_value_three_runs() -> None:
    entries = line_up(Settings(seed=5), "batch_size", [16, 256], seeds=True)
    assert len({(s.batch_size, s.seed) for s in entries}) == 9
    with pytest.raises(InputError):
        line_up(Settings(), "batch_size", [64], seeds=False)


def test_runners_stand_by_the_mean_of_their_finished_seeds() -> None:
    def ran(batch_size: int, *accuracy: float, state: str = "done") -> Entrant:
        history = replace(recorded_run().folder.history(), held_out_accuracy=np.array(accuracy))
        return Entrant(Settings(batch_size=batch_size), state, history)

    entrants = [ran(64, 0.5, 0.9), ran(16, 0.97), ran(64, 0.8), ran(16, 0.1, state="stopped")]
    best, second = results(entrants, "batch_size")
    assert (best.label, best.accuracies) == ("16", pytest.approx((97,)))
    assert (second.label, second.accuracies) == ("64", pytest.approx((90, 80)))


def test_verdict_weighs_the_difference_against_the_spread() -> None:
    clear = [Runner("a", (98.0, 98.2, 98.1)), Runner("b", (95.0, 95.2, 95.1))]
    assert "more than seeds differ" in verdict(outcome(clear), "optimiser")
    close = [Runner("a", (98.0, 99.0)), Runner("b", (97.9, 98.9))]
    assert "no more than seeds differ" in verdict(outcome(close), "optimiser")


def test_a_runner_is_called_by_its_setting() -> None:
    run = recorded_run()
    entrant = Entrant(Settings(batch_size=16), "finished", run.folder.history())
    assert (entrant.label("batch_size"), entrant.label("optimiser")) == ("16", "adam")
