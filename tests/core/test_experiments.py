"""Races are fair, shuffles only move, recorded runs are what they say."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from cnncore import Digits, InputError, load_digits
from cnncore.networks.from_words import build_network
from cnncore.networks.simple_cnn import count_parameters
from cnncore.runs.race import Runner, line_up, verdict
from cnncore.runs.recorded import recorded_run
from cnncore.training.equal_budget import KINDS, NETWORKS, measure, of_kind, recorded
from cnncore.training.settings import Settings
from cnncore.training.trainer import Trainer


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


def test_verdict_weighs_the_difference_against_the_spread() -> None:
    clear = [Runner("a", (98.0, 98.2, 98.1)), Runner("b", (95.0, 95.2, 95.1))]
    assert "more than seeds differ" in verdict(clear, "optimiser")
    close = [Runner("a", (98.0, 99.0)), Runner("b", (97.9, 98.9))]
    assert "no more than seeds differ" in verdict(close, "optimiser")


def test_budgets_are_equal_within_five_percent() -> None:
    sizes = [count_parameters(build_network(words)) for words in NETWORKS.values()]
    assert max(sizes) / min(sizes) < 1.06


def test_kinds_move_pixels_and_keep_them() -> None:
    digits = few()
    shuffled, shifted = of_kind(digits, "shuffled"), of_kind(digits, "shifted")
    np.testing.assert_array_equal(
        np.sort(shuffled.images.reshape(192, -1)), np.sort(digits.images.reshape(192, -1))
    )
    order = [of_kind(digits, "shuffled").images.tobytes() for _ in range(2)]
    assert order[0] == order[1]
    ink = [d.images.astype(int).sum((1, 2)) for d in (digits, shifted)]
    assert (ink[0] >= ink[1]).all()
    assert ink[1].sum() > 0.97 * ink[0].sum()  # a large digit may lose some at the border
    assert (shifted.images != digits.images).any((1, 2)).mean() > 0.9


def test_recorded_table_shows_what_the_lesson_says() -> None:
    at = {(cell.network, cell.kind): cell.accuracy for cell in recorded()}
    assert len(at) == 9
    written, shifted, shuffled = KINDS
    lost = {
        n: (at[n, written] - at[n, shifted], at[n, written] - at[n, shuffled]) for n in NETWORKS
    }
    assert lost["convolutional"][0] < min(lost["dense"][0], lost["local, untied"][0])
    assert lost["dense"][1] < lost["convolutional"][1]


def test_experiment_yields_nine_cells() -> None:
    cells = list(measure(1, few()))
    assert [(c.kind, c.network) for c in cells] == [(k, n) for k in KINDS for n in NETWORKS]


def test_recorded_run_is_small_and_its_first_checkpoint_can_be_rebuilt() -> None:
    view = recorded_run()
    assert view.status.state == "done"
    size = sum(f.stat().st_size for f in view.folder.path.rglob("*") if f.is_file())
    assert size < 3_000_000
    first = torch.load(view.folder.checkpoints()[0], weights_only=True)
    rebuilt = Trainer(dataclasses.replace(view.settings), few(), "cpu").model.state_dict()
    for name, value in first.items():
        torch.testing.assert_close(value, rebuilt[name].contiguous(), rtol=0, atol=0)


def test_measuring_here_is_done_by_one_process_at_a_time(tmp_path: Path, monkeypatch) -> None:
    from cnncore.locks import FileLock
    from cnncore.training.equal_budget import Here

    started = []
    monkeypatch.setattr(
        "cnncore.training.equal_budget.subprocess.Popen", lambda *a, **k: started.append(a)
    )
    here, other = Here(tmp_path), Here(tmp_path)
    with FileLock(here.lock):
        other.start()
        assert other.running()
        assert not started
    other.start()
    assert len(started) == 1
    cell = '{"network": "dense", "kind": "shifted", "parameters": 1, "accuracy": 0.5, "seconds": 1}'
    here.path.write_text(f"{cell}\n{cell[:20]}")
    assert [cell.accuracy for cell in here.cells()] == [0.5]
