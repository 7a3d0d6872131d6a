"""What the tests inside a network look at: three networks, and the held-out digits."""

import numpy as np
import pytest
import torch
from torch import nn

import cnncore
from cnncore.networks.layers import parse
from cnncore.networks.torch_module import build

EVERY_KIND = (
    "conv6k5p2-bn-relu-avg2-conv8k3s2p1-relu-local4k3p1-relu-max2-drop20-flatten"
    "-linear20-relu-linear10"
)
GLOBAL = "conv8k3p1-relu-conv12k3-bn-relu-max3s2-conv10k1-gap-flatten"


def lively(words: str) -> nn.Module:
    """Build a network whose batch norms have seen digits."""
    model = build(parse(words))
    images = cnncore.load_digits().images[:64] / np.float32(255)
    with torch.no_grad():
        model.train()(torch.from_numpy(images)[:, None])
    return model.eval()


@pytest.fixture(scope="package")
def model() -> nn.Module:
    return cnncore.load_pretrained()


@pytest.fixture(scope="package")
def networks(model) -> dict[str, nn.Module]:
    """Return networks that hold every kind of layer together."""
    return {"bundled": model, "every kind": lively(EVERY_KIND), "global average": lively(GLOBAL)}


@pytest.fixture(params=["bundled", "every kind", "global average"])
def network(request, networks) -> nn.Module:
    return networks[request.param]


@pytest.fixture(scope="package")
def digits() -> cnncore.Digits:
    return cnncore.load_digits(split="held-out")


@pytest.fixture
def digit(digits) -> np.ndarray:
    return digits.images[8] / np.float32(255)
