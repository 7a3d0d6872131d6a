"""The article's network, its weights and its answers."""

from pathlib import Path

import numpy as np
import pytest
import torch

from cnncore import InputError, SimpleCNN, count_parameters, load_digits, load_pretrained, predict
from cnncore.assets import WEIGHTS
from cnncore.networks.simple_cnn import logits

PRINTED = """SimpleCNN(
  (conv1): Conv2d(1, 16, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
  (conv2): Conv2d(16, 32, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
  (pool): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
  (fc): Linear(in_features=1568, out_features=10, bias=True)
  (relu): ReLU()
)"""


def test_network_prints_and_counts_as_in_the_article() -> None:
    model = SimpleCNN()
    assert str(model) == PRINTED
    assert count_parameters(model) == 160 + 4_640 + 15_690


def test_bundled_weights_reach_the_promised_accuracy() -> None:
    held_out = load_digits(split="held-out")
    answers = logits(load_pretrained(), held_out.images).argmax(1).numpy()
    assert (answers == held_out.labels).mean() >= 0.985


def test_prediction_is_a_distribution_and_repeats() -> None:
    digit = load_digits(split="held-out").images[0].astype(np.float32) / 255
    first, again = (predict(load_pretrained(), digit) for _ in range(2))
    assert first.probabilities.shape == (10,)
    np.testing.assert_allclose(first.probabilities.sum(), 1)
    assert first.label == first.logits.argmax()
    np.testing.assert_array_equal(first.logits, again.logits)


def test_bytes_and_floats_are_the_same_digit() -> None:
    image = load_digits().images[0]
    model = load_pretrained()
    np.testing.assert_array_equal(
        predict(model, image).logits, predict(model, image / np.float32(255)).logits
    )


@pytest.mark.parametrize("digit", [np.zeros((28, 27)), np.full((28, 28), np.nan)])
def test_what_is_no_digit_is_refused(digit: np.ndarray) -> None:
    with pytest.raises(InputError):
        predict(SimpleCNN(), digit)


def spoil(content: bytes, how: str) -> bytes:
    return {"cut": content[: len(content) // 2], "text": b"hello", "empty": b""}[how]


@pytest.mark.parametrize("how", ["cut", "text", "empty"])
def test_damaged_weights_are_named(tmp_path: Path, how: str) -> None:
    file = tmp_path / "my_weights.pt"
    file.write_bytes(spoil(WEIGHTS.read_bytes(), how))
    with pytest.raises(InputError, match=r"my_weights\.pt"):
        load_pretrained(file)


def test_weights_that_would_run_code_or_do_not_fit_are_refused(tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "ran",))

    for content in ({"conv1.weight": Bomb()}, {"conv1.weight": torch.zeros(3)}):
        torch.save(content, tmp_path / "bad.pt")
        with pytest.raises(InputError, match=r"bad\.pt"):
            load_pretrained(tmp_path / "bad.pt")
    assert not (tmp_path / "ran").exists()


def test_weights_with_nan_are_refused(tmp_path: Path) -> None:
    state = SimpleCNN().state_dict()
    state["fc.bias"][3] = float("nan")
    torch.save(state, tmp_path / "nan.pt")
    with pytest.raises(InputError, match="finite"):
        load_pretrained(tmp_path / "nan.pt")
