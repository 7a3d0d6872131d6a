"""Races are fair, kernels are learnt, weights come back as they went, shuffles only move."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional

from cnncore import Digits, InputError, SimpleCNN, convolve, load_digits, predict
from cnncore.assets import WEIGHTS
from cnncore.convolution.learn_kernel import descend, good_rate, look, safe_rate
from cnncore.networks.from_words import build_network
from cnncore.networks.simple_cnn import count_parameters, load_pretrained
from cnncore.networks.weights_file import read_weights, safetensors_bytes
from cnncore.runs.race import Runner, line_up, verdict
from cnncore.runs.recorded import recorded_run
from cnncore.training.equal_budget import KINDS, NETWORKS, measure, of_kind, recorded
from cnncore.training.settings import Settings
from cnncore.training.trainer import Trainer

IMAGE = np.random.default_rng(3).integers(-2, 3, (7, 7)).astype(float)
HIDDEN = np.array([[1.0, 0, -1], [2, 0, -2], [1, 0, -1]])


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


def test_gradient_equals_autograd_and_its_terms() -> None:
    kernel = np.random.default_rng(1).normal(size=(3, 3))
    target = convolve(IMAGE, HIDDEN)
    step = look(IMAGE, kernel, target)
    weights = torch.tensor(kernel, requires_grad=True)
    made = functional.conv2d(torch.tensor(IMAGE)[None, None], weights[None, None])[0, 0]
    loss = ((made - torch.tensor(target)) ** 2).mean()
    loss.backward()
    np.testing.assert_allclose(step.loss, loss.item())
    np.testing.assert_allclose(step.gradient, weights.grad.numpy())
    for row, col in ((0, 0), (1, 2)):
        terms = step.terms(IMAGE, row, col)
        np.testing.assert_allclose(terms.sum(), step.gradient[row, col])


@pytest.mark.parametrize("flip", [False, True])
def test_descent_ends_at_the_hidden_kernel_flipped_for_true_convolution(flip: bool) -> None:
    target, kernel = convolve(IMAGE, HIDDEN, flip=flip), np.zeros((3, 3))
    for _ in range(300):
        kernel = descend(look(IMAGE, kernel, target), good_rate(IMAGE, (3, 3)))
    np.testing.assert_allclose(kernel, HIDDEN[::-1, ::-1] if flip else HIDDEN, atol=1e-6)


def test_too_large_a_rate_diverges_and_a_wrong_target_is_told() -> None:
    target, kernel = convolve(IMAGE, HIDDEN), np.zeros((3, 3))
    losses = []
    for _ in range(60):
        step = look(IMAGE, kernel, target)
        losses.append(step.loss)
        kernel = descend(step, 1.2 * safe_rate(IMAGE, (3, 3)))
    assert losses[-1] > 100 * losses[0]
    with pytest.raises(InputError, match="target"):
        look(IMAGE, HIDDEN, np.zeros((4, 4)))


def test_weights_go_out_and_come_back_identical(tmp_path: Path) -> None:
    state = read_weights(WEIGHTS.read_bytes(), "simple")
    model = SimpleCNN()
    model.load_state_dict(state)
    digit = load_digits().images[5]
    np.testing.assert_array_equal(
        predict(model, digit).logits, predict(load_pretrained(), digit).logits
    )


def test_safetensors_hold_the_same_numbers() -> None:
    content = safetensors_bytes(WEIGHTS)
    import json

    size = int.from_bytes(content[:8], "little")
    header, data = json.loads(content[8 : 8 + size]), content[8 + size :]
    assert header["fc.weight"]["shape"] == [10, 1568]
    start, end = header["conv1.bias"]["data_offsets"]
    found = np.frombuffer(data[start:end], np.float32)
    np.testing.assert_array_equal(found, load_pretrained().conv1.bias.detach().numpy())
    assert len(data) == 4 * 20_490


def changed(**values: torch.Tensor) -> dict:
    return SimpleCNN().state_dict() | {k.replace("_", ".", 1): v for k, v in values.items()}


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (build_network("flatten-linear10").state_dict(), "other names"),
        (changed(fc_bias=torch.zeros(11)), "shape"),
        (changed(fc_bias=torch.full((10,), float("inf"))), "infinity"),
        ([1, 2, 3], "state dict"),
    ],
)
def test_weights_that_do_not_fit_are_refused(tmp_path: Path, state, words: str) -> None:
    torch.save(state, tmp_path / "w.pt")
    with pytest.raises(InputError, match=words):
        read_weights((tmp_path / "w.pt").read_bytes(), "simple")


def test_a_file_that_would_run_code_is_refused_and_does_not_run(tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "ran",))

    torch.save({"fc.bias": Bomb()}, tmp_path / "bomb.pt")
    for content in ((tmp_path / "bomb.pt").read_bytes(), b"no pickle at all"):
        with pytest.raises(InputError, match="weights"):
            read_weights(content, "simple")
    assert not (tmp_path / "ran").exists()


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
