"""Where a network looks: what its answer loses when a spot is covered, and what it is moved by."""

import numpy as np
import torch
from torch import nn

from cnncore.networks.simple_cnn import as_input, logits

PATCH = 6  # side of the paper square that covers a spot
STRIDE = 3


def occlusion_map(
    model: nn.Module, digit: np.ndarray, label: int, *, patch: int = PATCH, stride: int = STRIDE
) -> np.ndarray:
    """Cover each spot with paper and return the logit the label loses there, float32 (28, 28).

    Positive where covering hurts: what is there speaks for the label. Each pixel holds the mean
    over all the squares that cover it.
    """
    size = len(digit)
    places = [
        (r, c) for r in range(1 - patch, size, stride) for c in range(1 - patch, size, stride)
    ]
    windows = [
        (slice(max(r, 0), min(r + patch, size)), slice(max(c, 0), min(c + patch, size)))
        for r, c in places
    ]
    touched = [window for window in windows if digit[window].any()]
    covered = np.repeat(digit[None], len(touched) + 1, axis=0)
    for number, window in enumerate(touched):
        covered[number][window] = 0
    scores = logits(model, covered)[:, label].numpy()
    loss, count = np.zeros((size, size), np.float32), np.zeros((size, size), np.float32)
    for window in windows:
        count[window] += 1
    for window, score in zip(touched, scores, strict=False):
        loss[window] += scores[-1] - score
    return loss / np.maximum(count, 1)


def gradient_map(model: nn.Module, digit: np.ndarray, label: int) -> np.ndarray:
    """Return how the label's logit changes with each pixel, d logit / d ink, float32 (28, 28).

    Positive where more ink would speak for the label, negative where it would speak against it.
    """
    pixels = as_input(digit).clone().requires_grad_(True)
    with torch.enable_grad():
        score = model.eval()(pixels)[0, label]
        (slope,) = torch.autograd.grad(score, pixels)
    return slope[0, 0].numpy()
