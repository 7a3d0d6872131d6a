"""Why share weights? Three networks of equal size on three kinds of digits, measured.

`python -m cnncore.training.equal_budget` runs all nine (about two minutes on two cores) and writes
the table that the lesson shows.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from cnncore.assets import EQUAL_BUDGET, PROJECT
from cnncore.border.checked import read_json, read_record
from cnncore.border.folders import require_writable
from cnncore.digits.dataset import Digits, load_digits
from cnncore.locks import FileLock, held
from cnncore.training.settings import Settings

FOLDER = "CNN_RUNS"  # the variable that moves what is measured here
EPOCHS = 6
MOST_SHIFT = 4

# name -> the network in words; 20,490, 20,680 and 19,610 parameters
NETWORKS = {
    "convolutional": "simple",
    "dense": "flatten-linear26-relu-linear10",
    "local, untied": "local2k3p1-relu-max2-flatten-linear10",
}
KINDS = ("as written", "shifted", "shuffled")


@dataclass(frozen=True)
class Result:
    """One network on one kind of digits: held-out accuracy in 0..1 after training on the same."""

    network: str
    kind: str
    parameters: int
    accuracy: float
    seconds: float


def of_kind(digits: Digits, kind: str, seed: int = 0) -> Digits:
    """Return the digits as written, each shifted by up to 4 pixels, or all shuffled alike.

    Shuffling puts every pixel in a new place, the same one in every digit.

    >>> digits = load_digits(split="held-out")
    >>> bool((of_kind(digits, "shuffled").images.sum((1, 2)) == digits.images.sum((1, 2))).all())
    True
    """
    if kind == "as written":
        return digits
    if kind == "shuffled":
        order = np.random.default_rng(28).permutation(784)
        flat = digits.images.reshape(-1, 784)[:, order]
        return Digits(flat.reshape(-1, 28, 28), digits.labels)
    rng = np.random.default_rng(seed)
    moves = rng.integers(-MOST_SHIFT, MOST_SHIFT + 1, (len(digits), 2))
    padded = np.pad(digits.images, ((0, 0), (MOST_SHIFT, MOST_SHIFT), (MOST_SHIFT, MOST_SHIFT)))
    start = MOST_SHIFT + moves
    images = [
        image[r : r + 28, c : c + 28] for image, (r, c) in zip(padded, start.tolist(), strict=True)
    ]
    return Digits(np.stack(images), digits.labels)


def measure(epochs: int = EPOCHS, train: Digits | None = None) -> Iterator[Result]:
    """Train all nine, one after the other, yielding each result as it is done."""
    from cnncore.networks.simple_cnn import count_parameters  # torch
    from cnncore.training.trainer import Trainer, score_digits  # torch

    digits, held_out = train or load_digits(), load_digits(split="held-out")
    for kind in KINDS:
        shown, asked = of_kind(digits, kind, 1), of_kind(held_out, kind, 2)
        for name, words in NETWORKS.items():
            began = time.perf_counter()
            settings = Settings(epochs=epochs, augmentation="none", network=words)
            trainer = Trainer(settings, shown)
            while not trainer.finished:
                trainer.step()
            accuracy = score_digits(trainer.averaged, asked).accuracy
            seconds = time.perf_counter() - began
            yield Result(name, kind, count_parameters(trainer.model), accuracy, seconds)


def recorded() -> list[Result]:
    """Return the table that comes with the lessons."""
    return [Result(**row) for row in json.loads(EQUAL_BUDGET.read_text())["cells"]]


class Here:
    """The same nine runs on this server, one visitor at a time, in a process of its own."""

    def __init__(self, root: Path) -> None:
        self.path, self.lock = root / "equal_budget.jsonl", root / "equal_budget.lock"
        self._child: subprocess.Popen[bytes] | None = None

    def running(self) -> bool:
        """Tell whether they are being measured now."""
        return held(self.lock) or (self._child is not None and self._child.poll() is None)

    def start(self) -> None:
        """Begin, unless somebody has begun already; InputError where nothing can be written."""
        require_writable(self.path.parent, FOLDER)
        if not self.running():
            self.path.unlink(missing_ok=True)
            module = "cnncore.training.equal_budget"
            self._child = subprocess.Popen(
                [sys.executable, "-m", module, "--lines", str(self.path)],
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def results(self) -> list[Result]:
        """Return what has been measured so far; what is no result is left out."""
        try:
            lines = self.path.read_bytes().splitlines()
        except OSError:
            return []
        found = []
        for line in lines:
            with suppress(ValueError):
                found.append(read_record(Result, read_json(line)))
        return [one for one in found if one.network in NETWORKS and one.kind in KINDS]


def main() -> None:
    """Measure, print each result, write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=EQUAL_BUDGET)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--lines", type=Path, help="write a line a result here instead, niced")
    options = parser.parse_args()
    lock = FileLock(options.lines.with_suffix(".lock")) if options.lines else None
    if lock is not None and not lock.acquire():
        return
    if lock is not None and hasattr(os, "nice"):
        os.nice(10)
    import torch  # torch

    torch.set_num_threads(1)
    rows = []
    for result in measure(options.epochs):
        rows.append(asdict(result))
        print(json.dumps(rows[-1]), flush=True)
        if options.lines:
            with options.lines.open("a") as file:
                file.write(json.dumps(rows[-1]) + "\n")
    if not options.lines:
        note = "python -m cnncore.training.equal_budget"
        options.out.write_text(json.dumps({"command": note, "cells": rows}, indent=1) + "\n")


if __name__ == "__main__":
    main()
