"""The optimisers: how far each goes down a slope."""

import numpy as np
import pytest
import torch

from cnncore.training.settings import Settings
from cnncore.training.trainer import make_optimiser


@pytest.mark.parametrize(("optimiser", "second"), [("sgd", 1), ("momentum", 1 + 0.9)])
def test_only_momentum_goes_further_with_the_same_slope(optimiser: str, second: float) -> None:
    model = torch.nn.Linear(1, 1, bias=False)
    maker = make_optimiser(model, Settings(optimiser=optimiser, learning_rate=0.5))
    at = [model.weight.item()]
    for _ in range(2):
        model.weight.grad = torch.ones(1, 1)
        maker.step()
        at.append(model.weight.item())
    assert -np.diff(at) == pytest.approx([0.5, 0.5 * second], abs=1e-6)
