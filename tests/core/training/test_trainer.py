"""Training learns, repeats and resumes, number for number."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from cnncore import Digits, InputError, SimpleCNN, load_digits
from cnncore.training.__main__ import arguments, main
from cnncore.training.augmentation import RECIPES, Augmentation, augment, sampling_grid
from cnncore.training.quick import training_logits
from cnncore.training.settings import Settings, command, from_record
from cnncore.training.trainer import Diverged, Trainer, as_images, score_digits

EVERYTHING = Settings(
    epochs=2, augmentation="pen", dropout=0.2, weight_decay=0.01, average=0.9, schedule="cosine"
)


@pytest.fixture(scope="module")
def few() -> Digits:
    digits = load_digits()
    return Digits(digits.images[:320], digits.labels[:320])


def losses(trainer: Trainer, count: int) -> list[float]:
    return [trainer.step().loss for _ in range(count)]


def test_two_digits_are_enough_and_one_is_not(few: Digits) -> None:
    for count in (1, 2):
        digits = Digits(few.images[:count], few.labels[:count])
        if count == 1:
            with pytest.raises(InputError, match="two digits or more"):
                Trainer(Settings(), digits, "cpu")
        else:
            assert losses(Trainer(Settings(), digits, "cpu"), 1)[0] > 0


def test_loss_falls_on_a_tiny_set(few: Digits) -> None:
    trainer = Trainer(Settings(epochs=15, augmentation="none"), few, "cpu")
    found = losses(trainer, trainer.total_steps)
    assert np.mean(found[-5:]) < 0.3 * np.mean(found[:3])
    assert trainer.finished
    assert score_digits(trainer.averaged, few).accuracy > 0.93


@pytest.mark.parametrize("optimiser", ["adam", "momentum", "sgd"])
def test_same_seed_same_numbers_other_seed_others(few: Digits, optimiser: str) -> None:
    runs = [
        losses(Trainer(Settings(seed=seed, optimiser=optimiser), few, "cpu"), 4)
        for seed in (3, 3, 4)
    ]
    assert runs[0] == runs[1]
    assert runs[0][0] != runs[2][0]


def test_resumed_run_equals_uninterrupted_bit_for_bit(few: Digits, tmp_path: Path) -> None:
    whole = Trainer(EVERYTHING, few, "cpu")
    expected = losses(whole, 10)
    first = Trainer(EVERYTHING, few, "cpu")
    begun = losses(first, 6)  # in the middle of the second epoch
    torch.save(first.state(), tmp_path / "state.pt")
    second = Trainer(EVERYTHING, few, "cpu")
    second.restore(torch.load(tmp_path / "state.pt", weights_only=True))
    assert begun + losses(second, 4) == expected
    for ours, theirs in zip(
        second.averaged.state_dict().values(), whole.averaged.state_dict().values(), strict=True
    ):
        torch.testing.assert_close(ours, theirs, rtol=0, atol=0)


def test_quick_way_gives_the_networks_own_scores_and_gradients(few: Digits) -> None:
    model, images = SimpleCNN(), as_images(few)[:32]
    gradients = []
    for scores in (model(images), training_logits(model, images, 0.0)):
        model.zero_grad()
        (scores**2).sum().backward()
        gradients.append((scores.detach(), model.conv1.weight.grad.clone()))
    for plain, quick in zip(*gradients, strict=True):
        torch.testing.assert_close(quick, plain, rtol=1e-4, atol=1e-4)


def test_dropout_falls_on_what_enters_the_last_layer_of_any_network(few: Digits) -> None:
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(784, 10, bias=False)).train()
    images = as_images(few)[:32]
    assert torch.equal(training_logits(model, images, 0.0), model(images))
    torch.manual_seed(0)
    scores = training_logits(model, images, 0.5)
    torch.manual_seed(0)
    dropped = torch.nn.functional.dropout(images.flatten(1), 0.5)
    assert torch.equal(scores, model[1](dropped))
    assert torch.equal(training_logits(model.eval(), images, 0.5), model(images))


def test_loss_that_is_no_number_stops_the_run(few: Digits) -> None:
    trainer = Trainer(Settings(), few, "cpu")
    trainer.step()
    with torch.no_grad():
        trainer.model.fc.bias[3] = float("nan")
    with pytest.raises(Diverged, match="step 2"):
        trainer.step()


def test_augmentation_of_nothing_changes_nothing(few: Digits) -> None:
    images = as_images(few)[:8]
    same = augment(images, Augmentation(), torch.Generator().manual_seed(0))
    torch.testing.assert_close(same, images, atol=1e-5, rtol=0)


def test_shift_moves_all_ink_by_the_same_distance() -> None:
    digit = torch.zeros(64, 1, 28, 28)
    digit[:, :, 10:18, 12:16] = 1
    moved = augment(digit, Augmentation(shift=3), torch.Generator().manual_seed(0))
    torch.testing.assert_close(moved.sum((1, 2, 3)), digit.sum((1, 2, 3)), rtol=1e-4, atol=1e-3)
    rows = (moved.sum((1, 3)) * torch.arange(28)).sum(1) / moved.sum((1, 2, 3))
    distance = (rows - 13.5).abs()
    assert 2.5 < distance.max() <= 3.001


def test_a_pen_is_thicker_or_thinner_by_its_share_of_a_pixel() -> None:
    bar = torch.zeros(200, 1, 28, 28)
    bar[:, :, 6:22, 12:16] = 1
    pens = augment(bar, Augmentation(thickness=0.5), torch.Generator().manual_seed(0))
    beside, edge = pens[:, 0, 14, 11], pens[:, 0, 14, 12]
    thicker = beside > 1e-4
    assert 0.4 < beside.max() <= 0.501
    assert 0.499 <= edge[~thicker].min() < 0.6
    torch.testing.assert_close(edge[thicker], torch.ones(int(thicker.sum())), atol=1e-4, rtol=0)
    torch.testing.assert_close(pens[:, 0, 14, 13:15], torch.ones(200, 2), atol=1e-4, rtol=0)


def test_a_shift_of_two_reads_up_to_two_pixels_away() -> None:
    few = torch.Generator().manual_seed(0)
    still, moved = (sampling_grid(4000, Augmentation(shift=shift), few) for shift in (0, 2))
    away = (moved - still).abs().amax() * 28 / 2
    assert 1.99 < away <= 2.001


def test_contrast_moves_each_digits_greys_from_the_middle_by_its_own_factor() -> None:
    grey = torch.full((64, 1, 28, 28), 0.6)
    changed = augment(grey, Augmentation(contrast=3), torch.Generator().manual_seed(0))
    inside = changed[:, 0, 4:-4, 4:-4]
    factors = (inside.amax((1, 2)) - 0.5) / 0.1
    torch.testing.assert_close(inside.amin((1, 2)), inside.amax((1, 2)), atol=1e-6, rtol=0)
    assert 1 <= factors.min() < 1.3
    assert 2.7 < factors.max() <= 3.001


def test_recipes_are_repeatable_and_stay_in_range(few: Digits) -> None:
    images = as_images(few)[:64]
    for name in ("light", "pen"):
        first, again = (
            augment(images, RECIPES[name], torch.Generator().manual_seed(5)) for _ in range(2)
        )
        torch.testing.assert_close(first, again, rtol=0, atol=0)
        assert first.min() >= 0
        assert first.max() <= 1 + 1e-5
        assert (first - images).abs().mean() > 0.01


def test_command_repeats_the_settings() -> None:
    chosen = Settings(epochs=3, learning_rate=0.01, seed=5, augmentation="pen")
    words = command(chosen).split()[3:]
    given = vars(arguments().parse_args(words))
    assert from_record({k: given[k] for k in vars(chosen)}) == chosen


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"epochs": 0}, "epochs from 1 to 100; got 0."),
        ({"learning_rate": float("nan")}, "learning_rate as a number; got nan."),
        ({"optimiser": "adagrad"}, "optimiser among adam, momentum, sgd; got 'adagrad'."),
        ({"epochs": "ten"}, "epochs as a whole number; got 'ten'."),
        ({"optimiser": 3}, "optimiser as a text; got 3."),
    ],
)
def test_settings_out_of_range_or_of_another_kind_are_refused(wrong: dict, said: str) -> None:
    with pytest.raises(InputError) as told:
        Settings(**wrong)
    assert str(told.value).startswith(f"Expected {said}")


@pytest.mark.parametrize(("words", "threads"), [([], [1]), (["--threads", "3"], [3])])
def test_command_line_takes_one_thread_unless_asked(
    words: list[str], threads: list[int], few: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []
    monkeypatch.setattr("cnncore.training.__main__.load_digits", lambda *_: few)
    monkeypatch.setattr("cnncore.training.__main__.torch.set_num_threads", taken.append)
    assert main(["--epochs", "1", "--quiet", *words]) == 0
    assert taken == threads


def test_command_line_refuses_fewer_threads_than_none() -> None:
    with pytest.raises(SystemExit):
        main(["--threads", "-1"])


def test_command_line_trains_and_writes_weights_with_a_record(
    few: Digits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cnncore.training.__main__.load_digits", lambda *_: few)
    out = tmp_path / "mine.pt"
    assert main(["--epochs", "1", "--quiet", "--out", str(out)]) == 0
    record = json.loads(out.with_suffix(".json").read_text())
    assert record["settings"]["epochs"] == 1
    assert record["parameters"] == 20490
    assert set(torch.load(out, weights_only=True)) == set(SimpleCNN().state_dict())
