"""Weights come back as they went, and files that do not fit or would run code are refused."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from cnncore import InputError, SimpleCNN, load_digits, load_pretrained, predict
from cnncore.assets import WEIGHTS
from cnncore.networks.from_words import build_network
from cnncore.networks.weights_file import read_weights, safetensors_bytes


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
