"""A digit shifted by a few pixels, and how the answer changes."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from cnncore.digits.shift import shifted
from cnncore.networks.simple_cnn import logits


@dataclass(frozen=True)
class Stability:
    """The answers (2·reach+1 squared) to a digit moved by up to `reach` pixels each way.

    `chances` holds the probability of the unmoved digit's answer; row 0 is the move upwards.
    """

    reach: int
    answers: np.ndarray
    chances: np.ndarray


def stability(model: nn.Module, digit: np.ndarray, reach: int = 4) -> Stability:
    """Ask the network for the digit at every shift of up to `reach` pixels."""
    moves = range(-reach, reach + 1)
    moved = np.stack([shifted(digit, row, col) for row in moves for col in moves])
    scores = logits(model, moved)
    side = 2 * reach + 1
    label = int(scores[side * side // 2].argmax())
    chances = torch.softmax(scores.double(), 1)[:, label]
    return Stability(
        reach, scores.argmax(1).numpy().reshape(side, side), chances.numpy().reshape(side, side)
    )
