"""What a network that has learnt a million photos says of yours: 1,280 numbers a photo."""

from dataclasses import dataclass
from threading import Lock

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from cnncore.errors import InputError
from cnncore.imagenet.classifiers import Classifier

SIDE = 224
# ten visitors who look at once would keep all others from the interpreter, and none be quicker
_LOOKING = Lock()


@dataclass(frozen=True)
class Seen:
    """What the frozen network makes of N photos.

    `maps` (N, C, h, w) float32 is its last stage; `numbers` (N, C) the mean of each map, which is
    all that a last layer gets.
    """

    maps: np.ndarray
    numbers: np.ndarray


def middle_square(photo: np.ndarray) -> np.ndarray:
    """Cut the middle square of a photo (H, W, 3) uint8 and bring it to 224 × 224.

    >>> middle_square(np.zeros((300, 400, 3), np.uint8)).shape
    (224, 224, 3)
    """
    if photo.ndim != 3 or photo.shape[2] != 3 or photo.dtype != np.uint8:
        raise InputError(
            "a photo as (H, W, 3) uint8", f"{photo.shape} {photo.dtype}", "Decode it first."
        )
    height, width = photo.shape[:2]
    side = min(height, width)
    top, left = (height - side) / 2, (width - side) / 2
    image = Image.fromarray(photo).resize(
        (SIDE, SIDE),
        Image.Resampling.BICUBIC,
        (left, top, left + side, top + side),
        reducing_gap=3.0,
    )
    return np.asarray(image)


def look(network: Classifier, squares: np.ndarray) -> Seen:
    """Put squares (N, 224, 224, 3) uint8 through all of the network but its last layer."""
    with _LOOKING, torch.inference_mode():
        x = _colours(network, squares)
        for stage in network.stages:
            x = stage.layers(x)
        maps = x.contiguous().numpy()
    return Seen(maps, maps.mean(axis=(2, 3)))


def evidence(maps: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return where the evidence for a class lies: (h, w), 0..1, from maps (C, h, w), weights (C,).

    Each map times its weight, added up, negative sums dropped, the largest brought to 1. That is
    the class activation map of Zhou et al., "Learning deep features for discriminative
    localization", CVPR 2016; with nothing but a mean and one layer above the maps, Grad-CAM is the
    same picture.
    """
    heat = np.clip(np.tensordot(weights, maps, axes=1), 0, None)
    return heat / heat.max() if heat.max() > 0 else heat


def frozen_weights(network: Classifier) -> int:
    """Count the numbers that stay as they are: all weights below the last layer."""
    return sum(weight.numel() for stage in network.stages for weight in stage.layers.parameters())


def _colours(network: Classifier, squares: np.ndarray) -> Tensor:
    mean, deviation = torch.tensor(network.mean), torch.tensor(network.deviation)
    colours = (torch.from_numpy(np.array(squares)).float() - mean) / deviation
    return colours.permute(0, 3, 1, 2).contiguous(memory_format=torch.channels_last)
