"""A visitor's own digits: a small collection that can be saved to a file and read back, checked."""

import io
import math

import numpy as np
from numpy.lib import format as npy

from cnncore.border.archives import read_archive
from cnncore.digits.dataset import Digits
from cnncore.digits.ink import to_bytes
from cnncore.errors import InputError

MOST = 500  # digits in a collection
MOST_BYTES = 1_000_000  # in a file, packed or unpacked
_HEADER = 1_000  # bytes of text before the numbers; numpy writes 118
_TODO = "Choose a file that this page has saved."

EMPTY = Digits(np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.uint8))


def add_digit(mine: Digits, digit: np.ndarray, label: int) -> Digits:
    """Return the collection with a digit (28, 28) float 0..1 behind it.

    Raise `InputError` for a label that is no digit, a blank, and a full collection.

    >>> len(add_digit(EMPTY, np.ones((28, 28)), 3))
    1
    """
    if not 0 <= label <= 9:
        raise InputError("a label from 0 to 9", str(label), "Say which digit it is.")
    if not np.any(digit):
        raise InputError("a drawing", "a blank canvas", "Draw the digit first.")
    if len(mine) >= MOST:
        raise InputError(f"at most {MOST} digits", "one more", "Save them and delete some.")
    image = to_bytes(np.asarray(digit))
    return Digits(
        np.concatenate([mine.images, image[None]]), np.append(mine.labels, np.uint8(label))
    )


def without(mine: Digits, number: int) -> Digits:
    """Return the collection without one digit, counted from 0."""
    return Digits(np.delete(mine.images, number, axis=0), np.delete(mine.labels, number))


def pack(mine: Digits) -> bytes:
    """Return the collection as a file: npz with `images` (N, 28, 28) and `labels` (N,), uint8."""
    file = io.BytesIO()
    np.savez_compressed(file, images=mine.images, labels=mine.labels)
    return file.getvalue()


def unpack(data: bytes) -> Digits:
    """Read a file of `pack`; nothing in it is ever executed, and it is measured before it is read.

    >>> unpack(pack(add_digit(EMPTY, np.ones((28, 28)), 3))).labels.tolist()
    [3]
    """
    if len(data) > MOST_BYTES:
        raise _refusal(f"{len(data):,} bytes")
    members = read_archive(data, MOST_BYTES, _TODO)
    if set(members) != {"images.npy", "labels.npy"}:
        raise _refusal("other contents")
    images, labels = (_array(members[f"{name}.npy"], name) for name in ("images", "labels"))
    if labels.ndim != 1 or images.shape != (len(labels), 28, 28):
        raise _refusal(f"images of shape {images.shape} and labels of shape {labels.shape}")
    if len(labels) > MOST or (labels > 9).any():
        raise _refusal(f"{len(labels)} digits with labels up to {labels.max(initial=0)}")
    return Digits(images, labels)


def _array(member: bytes, name: str) -> np.ndarray:
    """Read an npy of bytes: its header is held against what there is before an array is made."""
    file = io.BytesIO(member)
    try:
        if npy.read_magic(file) != (1, 0):
            raise ValueError("another version")
        shape, columns_first, dtype = npy.read_array_header_1_0(file, max_header_size=_HEADER)
    except Exception as error:  # the header is Python text, and there are many ways to break it
        raise _refusal(f"{name} without a readable header ({type(error).__name__})") from error
    values = member[file.tell() :]
    if dtype != np.uint8 or math.prod(shape) != len(values) or min(shape, default=0) < 0:
        raise _refusal(f"{name} as {dtype} of shape {shape} in {len(values):,} bytes")
    array = np.frombuffer(values, np.uint8)
    return array.reshape(shape, order="F" if columns_first else "C").copy()


def _refusal(got: str) -> InputError:
    return InputError(f"a file of at most {MOST} digits of 28 × 28, labelled 0 to 9", got, _TODO)
