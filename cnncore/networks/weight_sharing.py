"""One layer three ways: shared kernels, untied kernels, every pixel to every number."""

from dataclasses import dataclass

import numpy as np

from cnncore.convolution.operation import convolve
from cnncore.networks.layers import layer
from cnncore.networks.ledger import account
from cnncore.networks.shapes import count


@dataclass(frozen=True)
class Sharing:
    """Parameters of the layer that turns one image of this side into `channels` maps of it."""

    side: int
    shared: int
    untied: int
    dense: int


def sharing(side: int, *, channels: int = 16, kernel: int = 3) -> Sharing:
    """Count the parameters of the same layer as convolution, untied and dense.

    The image is (1, side, side), the padding keeps its size; the kernel is odd.

    >>> sharing(28)
    Sharing(side=28, shared=160, untied=125440, dense=9847040)
    """
    shape = (1, side, side)
    settings = {"channels": channels, "kernel": kernel, "padding": kernel // 2}
    shared, untied = (account([layer(kind, **settings)], shape) for kind in ("conv", "local"))
    numbers = count(shared.entries[-1].shapes[1])
    dense = (count(shape) + 1) * numbers
    return Sharing(side, shared.parameters, untied.parameters, dense)


def shared_map(image: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    """Return the map (H, W) of one kernel used at every place, size kept, after ReLU."""
    padding = kernel.shape[0] // 2
    return np.maximum(convolve(image, kernel, bias=bias, padding=padding), 0)


def untied_map(image: np.ndarray, kernels: np.ndarray, biases: np.ndarray, seed: int) -> np.ndarray:
    """Return the map (H, W) where every place draws its own kernel from `kernels` (N, k, k).

    The same seed gives the same places their kernels, wherever the digit lies.
    """
    maps = np.stack(
        [shared_map(image, one, float(bias)) for one, bias in zip(kernels, biases, strict=True)]
    )
    drawn = np.random.default_rng(seed).integers(0, len(kernels), image.shape)
    return np.take_along_axis(maps, drawn[None], 0)[0]
