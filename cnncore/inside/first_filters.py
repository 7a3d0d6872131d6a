"""The first layer of a network at a moment: its kernels and what they find."""

from pathlib import Path

import numpy as np
import torch
from torch import nn

from cnncore.networks.from_words import load_network
from cnncore.networks.simple_cnn import as_input


def first_layer(
    network: str, weights: Path, digit: np.ndarray
) -> tuple[np.ndarray, np.ndarray] | None:
    """Return kernels (N, h, w) and maps after ReLU (N, H, W); None if it is no convolution.

    InputError for weights that cannot be read.
    """
    model = load_network(network, weights)
    layer = next((part for part in model.children() if not isinstance(part, nn.Dropout)), None)
    if not isinstance(layer, nn.Conv2d):
        return None
    with torch.inference_mode():
        maps = torch.relu(layer(as_input(digit)))[0]
    return layer.weight.detach()[:, 0].numpy(), maps.numpy()
