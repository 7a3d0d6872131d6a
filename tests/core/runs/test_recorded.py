"""The run that comes with the lessons is small and can be made again."""

import dataclasses

import torch

from cnncore import Digits, load_digits
from cnncore.runs import recorded_run
from cnncore.training import Trainer


def few() -> Digits:
    digits = load_digits()
    return Digits(digits.images[:192], digits.labels[:192])


def test_recorded_run_is_small_and_its_first_checkpoint_can_be_rebuilt() -> None:
    view = recorded_run()
    assert view.status.state == "done"
    size = sum(f.stat().st_size for f in view.folder.path.rglob("*") if f.is_file())
    assert size < 3_000_000
    first = torch.load(view.folder.checkpoints()[0], weights_only=True)
    rebuilt = Trainer(dataclasses.replace(view.settings), few(), "cpu").model.state_dict()
    for name, value in first.items():
        torch.testing.assert_close(value, rebuilt[name].contiguous(), rtol=0, atol=0)
