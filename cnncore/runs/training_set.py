"""The digits of a run: the set its settings name, and the visitor's own drawings."""

from pathlib import Path

import numpy as np

from cnncore.digits.collection import MOST_BYTES, unpack
from cnncore.digits.dataset import Digits, Progress, first_of, load_digits
from cnncore.errors import InputError
from cnncore.runs.files import read_some
from cnncore.runs.folder import RunFolder

SAMPLE = 1_500  # digits an evaluation looks at
REPEAT = 20  # how often a drawing is shown an epoch


def digits_of(folder: RunFolder, progress: Progress) -> tuple[Digits, Digits]:
    """Return what a run trains on and what it is judged by."""
    data = folder.settings.data
    digits = first_of(load_digits(data, "train", progress), folder.settings.first_digits)
    held_out = load_digits(data, "held-out")
    if drawings := folder.drawings:
        digits = with_drawings(digits, read_drawings(drawings))
    return digits, held_out


def with_drawings(digits: Digits, drawings: Digits) -> Digits:
    """Return the digits with the drawings behind them, each `REPEAT` times."""
    images = np.concatenate([digits.images, np.repeat(drawings.images, REPEAT, 0)])
    return Digits(images, np.concatenate([digits.labels, np.repeat(drawings.labels, REPEAT)]))


def read_drawings(path: Path) -> Digits:
    """Read a visitor's drawings from a file; InputError where it holds none, or other things."""
    todo = "Train without drawings, or with those you have kept by now."
    try:
        digits = unpack(read_some(path, MOST_BYTES))
    except (OSError, InputError) as error:
        got = error.got if isinstance(error, InputError) else type(error).__name__
        raise InputError("the drawings kept for this run", got, todo) from error
    if not len(digits):
        raise InputError("a drawing or more", "an empty file", todo)
    return digits


def sample(digits: Digits) -> Digits:
    """Return the first digits of a shuffled set: enough to judge by."""
    return Digits(digits.images[:SAMPLE], digits.labels[:SAMPLE])
