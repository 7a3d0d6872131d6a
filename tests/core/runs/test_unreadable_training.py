"""Drawings and states of training that cannot be used are refused or set aside, and told."""

import io
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from cnncore import InputError
from cnncore.runs import RunFolder, worker
from cnncore.runs.training_set import read_drawings
from tests.core.runs.conftest import SHORT
from tests.core.runs.test_unreadable import contents
from tests.fuzz import cases, tried


def npz(**arrays: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


IMAGES, LABELS = np.zeros((2, 28, 28), np.uint8), np.zeros(2, np.uint8)
GOOD = npz(images=IMAGES, labels=LABELS)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        GOOD[:-30],
        npz(images=IMAGES, labels=np.uint8(3)),
        npz(images=IMAGES, labels=np.zeros((2, 2), np.uint8)),
        npz(images=np.zeros((0, 28, 28), np.uint8), labels=np.zeros(0, np.uint8)),
        npz(images=IMAGES[0, 0, 0], labels=LABELS),
    ],
    ids=["empty", "cut", "0-d", "2-d", "none", "number"],
)
def test_odd_drawings_are_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "drawings.npz"
    path.write_bytes(content)
    with pytest.raises(InputError, match="without drawings"):
        read_drawings(path)


@cases(60)
@given(cut=st.integers(0, len(GOOD)), put=st.binary(min_size=1, max_size=6))
def test_damaged_drawings_are_read_or_refused(tmp_path_factory, cut: int, put: bytes) -> None:
    path = tmp_path_factory.mktemp("drawings") / "drawings.npz"
    path.write_bytes(GOOD[:cut] + put + GOOD[cut + len(put) :])
    digits, _ = tried(read_drawings, path)
    assert digits is None or (digits.labels < 10).all()


def _other_states(state: dict) -> dict[str, object]:
    """Return states that torch reads and that are not of this run."""
    weights = {name: value[:1] for name, value in state["model"].items()}
    moments = {0: {"step": torch.tensor(1.0), "exp_avg": torch.zeros(3)}}
    return {
        "a list": [1, 2],
        "nothing": {},
        "weights": state["model"],
        "other shapes": state | {"model": weights},
        "no numbers": state | {"model": None},
        "words for a step": state | {"step": "four"},
        "a step too far": state | {"step": 10**9},
        "a step before": state | {"step": -1},
        "no optimiser": state | {"optimiser": []},
        "other moments": state | {"optimiser": {"state": moments, "param_groups": []}},
        "NaN": state | {"averaged": {n: v * float("nan") for n, v in state["model"].items()}},
    }


KINDS = [*_other_states({"model": {}})]


@pytest.fixture(scope="module")
def state(tmp_path_factory) -> dict:
    """Train a run for two steps and return its state."""
    made = RunFolder(tmp_path_factory.mktemp("state") / "run")
    made.begin(SHORT)
    first = worker.Worker(made)
    first.prepare()
    first.trainer.step()
    first.trainer.step()
    return first.trainer.state()


@pytest.mark.parametrize("kind", KINDS)
def test_a_state_of_another_kind_is_set_aside_and_told(folder, state, kind: str) -> None:
    file = io.BytesIO()
    torch.save(_other_states(state)[kind], file)
    folder.save_state(file.getvalue())
    again = worker.Worker(folder)
    again.prepare()
    assert again.trainer.number == 0
    assert again.cause == "all damaged"
    assert file.getvalue() in contents(folder).values()
    again.trainer.step()


def test_a_whole_state_is_taken_up(folder, state) -> None:
    file = io.BytesIO()
    torch.save(state, file)
    folder.save_state(file.getvalue())
    again = worker.Worker(folder)
    again.prepare()
    assert again.trainer.number == 2
