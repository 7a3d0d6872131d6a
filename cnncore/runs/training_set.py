"""The digits of a run: the set its settings name, and the visitor's own drawings."""

from pathlib import Path

import numpy as np

from cnncore.digits.dataset import Digits, Progress, load_digits
from cnncore.errors import InputError
from cnncore.runs.folder import RunFolder

SAMPLE = 1_500  # digits an evaluation looks at
REPEAT = 20  # how often a drawing is shown an epoch


def digits_of(folder: RunFolder, progress: Progress) -> tuple[Digits, Digits]:
    """Return what a run trains on and what it is judged by."""
    data = folder.settings.data
    digits = load_digits(data, "train", progress)
    held_out = load_digits(data, "held-out")
    if drawings := folder.drawings:
        digits = with_drawings(digits, read_drawings(drawings))
    return digits, held_out


def with_drawings(digits: Digits, drawings: Digits) -> Digits:
    """Return the digits with the drawings behind them, each `REPEAT` times."""
    images = np.concatenate([digits.images, np.repeat(drawings.images, REPEAT, 0)])
    return Digits(images, np.concatenate([digits.labels, np.repeat(drawings.labels, REPEAT)]))


def read_drawings(path: Path) -> Digits:
    """Read drawings from an npz of `images` uint8 (N, 28, 28) and `labels` uint8 (N,)."""
    try:
        with np.load(path, allow_pickle=False) as file:
            images, labels = file["images"], file["labels"]
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            "a file of drawings", f"{path} ({type(error).__name__})", "Train without drawings."
        ) from error
    shapes = images.shape[1:] == (28, 28) and images.dtype == labels.dtype == np.uint8
    if not shapes or len(images) != len(labels) or not (labels < 10).all():
        raise InputError(
            "drawings of 28 × 28 bytes with labels 0 to 9",
            f"{images.dtype} {images.shape}",
            "Train without drawings.",
        )
    return Digits(images, labels)


def sample(digits: Digits) -> Digits:
    """Return the first digits of a shuffled set: enough to judge by."""
    return Digits(digits.images[:SAMPLE], digits.labels[:SAMPLE])
