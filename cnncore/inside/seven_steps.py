"""The seven steps of a digit through the bundled network, in plain NumPy: torch need not be loaded.

The weights and one real digit are shipped beside the network's own file. Whenever that changes,
`python -m cnncore.inside.seven_steps` writes them anew.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnncore.assets import SEVEN_STEPS
from cnncore.digits.dataset import load_digits
from cnncore.errors import InputError
from cnncore.inside.probabilities import softmax

_SHOWN = 7
_MARGIN = 2  # the first held-out 7 with so many free pixels all round is the one shown
_LAYERS = ("conv1", "conv2", "fc")


@dataclass(frozen=True)
class Strip:
    """One digit's way through SimpleCNN: what every step gives, and the first layer's filters.

    `digit` is (28, 28) in 0..1; `first` (16, 28, 28), `pooled` (16, 14, 14), `second`
    (32, 14, 14), `repooled` (32, 7, 7) are maps after ReLU; `scores` and `probabilities` are
    (10,). `filters` (16, 3, 3) and `biases` (16,) are the first layer's weights.
    """

    digit: np.ndarray
    filters: np.ndarray
    biases: np.ndarray
    first: np.ndarray
    pooled: np.ndarray
    second: np.ndarray
    repooled: np.ndarray
    scores: np.ndarray
    probabilities: np.ndarray


def digit_steps(digit: np.ndarray) -> Strip:
    """Send a digit, (28, 28) in 0..1 with ink = 1, through the bundled network.

    Raise `InputError` for another shape or numbers that are not finite.

    >>> blank = digit_steps(np.zeros((28, 28)))
    >>> blank.first.shape, blank.repooled.shape, round(float(blank.probabilities.sum()), 6)
    ((16, 28, 28), (32, 7, 7), 1.0)
    """
    image = np.asarray(digit, np.float32)
    if image.shape != (28, 28) or not np.isfinite(image).all():
        raise InputError(
            "a digit of 28 × 28 finite pixels", f"shape {image.shape}", "Prepare the drawing first."
        )
    weights = _shipped(SEVEN_STEPS)
    first = _relu(_convolved(image[None], weights["conv1.weight"], weights["conv1.bias"]))
    pooled = _halved(first)
    second = _relu(_convolved(pooled, weights["conv2.weight"], weights["conv2.bias"]))
    repooled = _halved(second)
    scores = weights["fc.weight"] @ repooled.ravel() + weights["fc.bias"]
    return Strip(
        digit=image,
        filters=weights["conv1.weight"][:, 0],
        biases=weights["conv1.bias"],
        first=first,
        pooled=pooled,
        second=second,
        repooled=repooled,
        scores=scores,
        probabilities=softmax(scores.astype(np.float64)),
    )


def load_strip(path: Path = SEVEN_STEPS) -> Strip:
    """Return the way of the real 7 that is shipped.

    >>> strip = load_strip()
    >>> int(strip.probabilities.argmax()), strip.repooled.shape
    (7, (32, 7, 7))
    """
    return digit_steps(_shipped(path)["digit"].astype(np.float32) / 255)


@cache
def _shipped(path: Path) -> dict[str, np.ndarray]:
    with np.load(path) as stored:
        return {name: stored[name] for name in stored.files}


def _convolved(maps: np.ndarray, weights: np.ndarray, biases: np.ndarray) -> np.ndarray:
    """Slide (out, in, 3, 3) over maps (in, rows, columns), zeros around; keep their size."""
    padded = np.pad(maps, ((0, 0), (1, 1), (1, 1)))
    windows = sliding_window_view(padded, (3, 3), axis=(1, 2))
    return np.tensordot(weights, windows, ((1, 2, 3), (0, 3, 4))) + biases[:, None, None]


def _relu(maps: np.ndarray) -> np.ndarray:
    return np.maximum(maps, 0)


def _halved(maps: np.ndarray) -> np.ndarray:
    """Keep the largest of every 2 × 2."""
    count, rows, columns = maps.shape
    return maps.reshape(count, rows // 2, 2, columns // 2, 2).max((2, 4))


def shipped() -> dict[str, np.ndarray]:
    """Return what is to be shipped: the bundled weights and a held-out 7, uint8 (28, 28)."""
    from cnncore.networks.simple_cnn import load_pretrained  # torch

    digits = load_digits(split="held-out")
    inked = digits.images[digits.labels == _SHOWN]
    border = np.ones((28, 28), bool)
    border[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN] = False
    weights = load_pretrained().state_dict()
    names = [f"{layer}.{part}" for layer in _LAYERS for part in ("weight", "bias")]
    named = {name: weights[name].numpy() for name in names}
    return named | {"digit": inked[~inked[:, border].any(1)][0]}


def main() -> None:
    """Store the weights and the digit, without pickles."""
    np.savez_compressed(SEVEN_STEPS, allow_pickle=False, **shipped())
    print(f"{SEVEN_STEPS.name}: {SEVEN_STEPS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
