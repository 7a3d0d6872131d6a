"""A digit as a word for an address: 28 × 28 pixels in MNIST's own 256 shades, nothing lost."""

import base64
import binascii
import zlib

import numpy as np

from cnncore.digits.ink import to_bytes
from cnncore.errors import InputError

_BYTES = 28 * 28
_LETTERS = 1_200  # zlib adds a few bytes to what it cannot pack; base64 makes four of three


def write_digit(digit: np.ndarray) -> str:
    """Write a digit (28, 28) in 0..1 as letters, digits, - and _.

    >>> read_digit(write_digit(np.ones((28, 28)))).sum()
    np.float32(784.0)
    """
    packed = zlib.compress(to_bytes(digit).tobytes(), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_digit(word: str) -> np.ndarray:
    """Read a word of `write_digit`; `InputError` for anything else."""
    if len(word) > _LETTERS:
        raise _refusal(word)
    try:
        data = base64.b64decode(word + "=" * (-len(word) % 4), altchars="-_", validate=True)
        unpacker = zlib.decompressobj()
        packed = unpacker.decompress(data, _BYTES + 1)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise _refusal(word) from error
    if len(packed) != _BYTES or not unpacker.eof or unpacker.unused_data:
        raise _refusal(word)
    levels = np.frombuffer(packed, np.uint8).reshape(28, 28)
    return levels / np.float32(255)


def _refusal(word: str) -> InputError:
    return InputError("a digit written by this page", f"{word[:24]}…", "Draw the digit again.")
