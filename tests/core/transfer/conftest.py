"""What the tests of transfer learning share: the network, a ready set, albums of plain numbers."""

import io

import numpy as np
import pytest
from PIL import Image

from cnncore.imagenet.classifiers import Classifier, efficientnet_lite0
from cnncore.pieces import whole
from cnncore.transfer.album import COLOURS, Album, Kind, Shot
from cnncore.transfer.ready import ready_album


@pytest.fixture(scope="session")
def network() -> Classifier:
    return efficientnet_lite0()


@pytest.fixture(scope="session")
def ground(network) -> Album:
    """A ready set with a trap: apples on grass, pears on wood."""
    return whole(ready_album(network, "ground", each=8))


def plain_shot(numbers: np.ndarray, label: int, *, burst: str = "", seed: int = 0) -> Shot:
    """Make a photo of noise whose numbers are given; another seed, another photo."""
    random = np.random.default_rng(seed)
    file = io.BytesIO()
    Image.fromarray(random.integers(0, 256, (16, 16, 3), np.uint8)).save(file, "PNG")
    outline = random.integers(0, 2, 64).astype(bool)
    return Shot(file.getvalue(), np.asarray(numbers, np.float32), outline, label, burst)


def plain_album(numbers: np.ndarray, labels: list[int]) -> Album:
    """Make an album of photos of noise with given numbers (N, C) and labels."""
    kinds = tuple(Kind(f"thing {k + 1}", COLOURS[k]) for k in range(max(labels) + 1))
    rows = zip(numbers, labels, strict=True)
    return Album(kinds, tuple(plain_shot(one, k, seed=i) for i, (one, k) in enumerate(rows)))


@pytest.fixture
def clouds() -> Album:
    """Two clouds of 12 photos of 5 numbers that overlap a little."""
    random = np.random.default_rng(3)
    middles = np.repeat([[1.0, 1, 0, 0, 0.4], [0, 0.6, 1, 0, 0.2]], 12, axis=0)
    return plain_album(middles + random.normal(0, 0.45, (24, 5)), 12 * [0] + 12 * [1])
