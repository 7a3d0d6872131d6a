"""What makes training quick: the normalisation folded in, and the product type of the processor."""

import platform
from functools import lru_cache
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from cnncore.networks.simple_cnn import SimpleCNN

MEAN, DEVIATION = 0.1307, 0.3081  # of MNIST's training pixels, 0..1, as PyTorch's example has them


@torch.no_grad()
def expect_pixels(model: nn.Module) -> None:
    """Rescale the first layer's random start for pixels in 0..1, which are nearly all dark.

    PyTorch draws weights for inputs of mean 0 and deviation 1, and the usual loop makes its
    pixels so. Here a pixel stays the number one sees, and the first layer does it instead:
    w (x - mean) / deviation + b is w' x + b' with the two moved into w' and b'.

    >>> model = nn.Linear(3, 2)
    >>> pixels = torch.rand(4, 3)
    >>> usual = model((pixels - MEAN) / DEVIATION)
    >>> expect_pixels(model)
    >>> bool(torch.allclose(model(pixels), usual, atol=1e-5))
    True
    """
    for layer in model.modules():
        weights = getattr(layer, "weight", None)
        if weights is None:
            continue
        if weights.dim() > 1:  # else it normalises by itself
            weights /= DEVIATION
            bias = getattr(layer, "bias", None)
            if bias is not None:  # untied weights, (out, inputs, places), have one a place
                sums = weights.sum(1) if bias.dim() > 1 else weights.flatten(1).sum(1)
                bias -= MEAN * sums.view_as(bias)
        return


@lru_cache(maxsize=4)
def product_type(device: str) -> torch.dtype:
    """Return how products are rounded while training: bfloat16 where that was measured quicker.

    Weights, sums and updates stay float32. AMD's processors that have bfloat16 are 1.3 to 2
    times as fast with it; an Intel Xeon that has it without AMX was a quarter slower. It hangs
    on the machine alone, never on a race of the two: a paused run goes on as it began.
    """
    if device == "cpu":
        quicker = torch.cpu._is_avx512_bf16_supported() and _is_amd()
        return torch.bfloat16 if quicker else torch.float32
    return torch.bfloat16


def _is_amd() -> bool:
    try:
        return "AuthenticAMD" in Path("/proc/cpuinfo").read_text()
    except OSError:  # not Linux
        return "AuthenticAMD" in platform.processor()


def training_logits(model: nn.Module, digits: torch.Tensor, dropout: float) -> torch.Tensor:
    """Return the network's scores, by the quickest equal way.

    SimpleCNN: pooling before ReLU gives the same numbers and gradients, because the largest
    of four clipped numbers is the clipped largest, and ReLU then has a quarter of the work.
    Dropout switches off inputs of the last linear layer.
    """
    if isinstance(model, SimpleCNN):
        maps = functional.relu(functional.max_pool2d(model.conv1(digits), 2))
        maps = functional.relu(functional.max_pool2d(model.conv2(maps), 2))
        return model.fc(functional.dropout(maps.reshape(len(maps), -1), dropout, model.training))
    if not dropout:
        return model(digits)
    features = digits
    *layers, last = model.children()
    for layer in layers:
        features = layer(features)
    return last(functional.dropout(features, dropout, model.training))
