"""Ten scores as probabilities."""

import numpy as np


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Turn logits, float (C,), into probabilities that add up to 1.

    The logits are divided by `temperature` first: above 1 the largest gets less, below 1 more.

    >>> softmax(np.array([0.0, 0.0, 0.0])).round(3).tolist()
    [0.333, 0.333, 0.333]
    >>> softmax(np.array([1000.0, 0.0])).tolist()
    [1.0, 0.0]
    """
    heated = logits / temperature
    chances = np.exp(heated - heated.max())
    return chances / chances.sum()
