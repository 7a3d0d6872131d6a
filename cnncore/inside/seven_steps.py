"""The seven steps of one real digit through the bundled network, computed once and shipped.

`python -m cnncore.inside.seven_steps` computes them anew; do it whenever the bundled
weights change.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cnncore.assets import SEVEN_STEPS
from cnncore.digits.dataset import load_digits

_SHOWN = 7
_MARGIN = 2  # the first held-out 7 with so many free pixels all round is the one shown


@dataclass(frozen=True)
class Strip:
    """One digit's way through SimpleCNN: what every step gives, and the first layer's filters.

    `digit` is (28, 28) in 0..1; `first` (16, 28, 28), `pooled` (16, 14, 14), `second`
    (32, 14, 14), `repooled` (32, 7, 7) are maps after ReLU; `scores` and `probabilities` are
    (10,). `filters` (16, 3, 3) and `biases` (16,) are the first layer's weights.
    """

    label: int
    digit: np.ndarray
    filters: np.ndarray
    biases: np.ndarray
    first: np.ndarray
    pooled: np.ndarray
    second: np.ndarray
    repooled: np.ndarray
    scores: np.ndarray
    probabilities: np.ndarray


def load_strip(path: Path = SEVEN_STEPS) -> Strip:
    """Load what `compute_strip` gave when the weights were bundled; needs no torch.

    >>> strip = load_strip()
    >>> strip.label, int(strip.probabilities.argmax()), strip.repooled.shape
    (7, 7, (32, 7, 7))
    """
    with np.load(path) as stored:
        arrays = {name: stored[name].astype(np.float32) for name in stored.files}
    return Strip(label=int(arrays.pop("label")), **arrays)


def compute_strip() -> Strip:
    """Send a held-out 7 through the bundled network and keep every step."""
    import torch  # torch

    from cnncore.networks.simple_cnn import as_input, load_pretrained  # torch

    digits = load_digits(split="held-out")
    inked = digits.images[digits.labels == _SHOWN]
    border = np.ones((28, 28), bool)
    border[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN] = False
    digit = inked[~inked[:, border].any(1)][0]
    network = load_pretrained()
    with torch.no_grad():
        image = as_input(digit)
        first = network.relu(network.conv1(image))
        pooled = network.pool(first)
        second = network.relu(network.conv2(pooled))
        repooled = network.pool(second)
        scores = network.fc(repooled.flatten(1))[0]
    weights = network.state_dict()
    return Strip(
        label=_SHOWN,
        digit=image[0, 0].numpy(),
        filters=weights["conv1.weight"][:, 0].numpy(),
        biases=weights["conv1.bias"].numpy(),
        first=first[0].numpy(),
        pooled=pooled[0].numpy(),
        second=second[0].numpy(),
        repooled=repooled[0].numpy(),
        scores=scores.numpy(),
        probabilities=torch.softmax(scores.double(), 0).numpy(),
    )


def main() -> None:
    """Compute the strip and store it beside the weights, as half-precision numbers."""
    strip = vars(compute_strip())
    stored: dict[str, np.ndarray] = {
        name: np.asarray(value, np.float16) for name, value in strip.items()
    }
    stored["probabilities"] = np.asarray(strip["probabilities"], np.float32)
    np.savez_compressed(SEVEN_STEPS, allow_pickle=False, **stored)
    print(f"{SEVEN_STEPS.name}: {SEVEN_STEPS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
