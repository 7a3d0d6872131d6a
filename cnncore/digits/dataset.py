"""The digits to learn from: 10,000 bundled, or all of MNIST when there is internet."""

import hashlib
import http.client
import math
import os
import shutil
import tempfile
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cnncore.assets import DIGITS, PROJECT
from cnncore.errors import InputError
from cnncore.torchvision_import import load_torchvision

if TYPE_CHECKING:
    from torchvision.datasets import MNIST

BUNDLED_SHA256 = "0217e13bd0668deb198aa7d305edbf0331eb89f8a6e7dd226e03d1aa3a9bd4ef"
SOURCES = ("bundled", "full")
SPLITS = ("train", "held-out")
HELD_OUT = 1_500
_SPLIT_SEED = 20
_MOST_BYTES = 50_000_000  # of a file of MNIST: its largest has 47,040,016, packed 9,912,422

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Digits:
    """Handwritten digits: `images` (N, 28, 28) uint8, ink 255 on 0; `labels` (N,) uint8."""

    images: np.ndarray
    labels: np.ndarray

    def __len__(self) -> int:
        return len(self.labels)


def first_of(digits: Digits, count: int) -> Digits:
    """Return the first `count` digits, all of them for 0."""
    return Digits(digits.images[:count], digits.labels[:count]) if count else digits


def load_digits(
    source: str = "bundled", split: str = "train", progress: Progress | None = None
) -> Digits:
    """Return one split, shuffled with a fixed seed.

    `source` "bundled" holds 8,500 digits to train on and 1,500 held out, every class in
    proportion; "full" is MNIST's own 60,000 and 10,000 ("test" names the held-out split
    too), fetched once. `progress(fraction, words)` is called while it is fetched.
    Raises InputError for other names and where MNIST cannot be had.

    >>> load_digits().images.shape, len(load_digits(split="held-out"))
    ((8500, 28, 28), 1500)
    """
    split = "held-out" if split == "test" else split
    if source not in SOURCES or split not in SPLITS:
        raise InputError(
            f"a source among {', '.join(SOURCES)} and a split among {', '.join(SPLITS)}",
            f"{source!r}, {split!r}",
            "Choose one of these names.",
        )
    return _bundled(split) if source == "bundled" else _full(split, progress)


@lru_cache(maxsize=2)
def _bundled(split: str) -> Digits:
    with np.load(DIGITS, allow_pickle=False) as file:
        images, labels = file["images"], file["labels"]
    rng = np.random.default_rng(_SPLIT_SEED)
    order = rng.permutation(len(labels))
    held_out = np.concatenate(
        [order[labels[order] == label][:count] for label, count in enumerate(_quota(labels))]
    )
    chosen = held_out if split == "held-out" else np.setdiff1d(order, held_out)
    chosen = rng.permutation(chosen)
    return _frozen(images[chosen], labels[chosen])


def _quota(labels: np.ndarray) -> np.ndarray:
    """Share HELD_OUT among the classes in proportion, by largest remainder."""
    exact = np.bincount(labels) * HELD_OUT / len(labels)
    quota = exact.astype(int)
    short = HELD_OUT - quota.sum()
    quota[np.argsort(quota - exact, kind="stable")[:short]] += 1
    return quota


def _frozen(images: np.ndarray, labels: np.ndarray) -> Digits:
    images.flags.writeable = labels.flags.writeable = False
    return Digits(images, labels)


def downloads_folder() -> Path:
    """Return where fetched data is kept: $CNN_DOWNLOADS, or `downloads` beside the app."""
    default = PROJECT / "downloads"
    return Path(os.environ.get("CNN_DOWNLOADS", default))


def full_is_here() -> bool:
    """Tell whether all of MNIST has been fetched already."""
    return (downloads_folder() / "MNIST" / "raw" / "train-images-idx3-ubyte").exists()


def _full(split: str, progress: Progress | None) -> Digits:
    folder = downloads_folder()
    if not full_is_here():
        mnist = load_torchvision("datasets").MNIST
        _fetch(mnist, folder, progress or (lambda fraction, words: None))
    raw, name = folder / "MNIST" / "raw", "train" if split == "train" else "t10k"
    images = _read_idx(raw / f"{name}-images-idx3-ubyte", (28, 28))
    labels = _read_idx(raw / f"{name}-labels-idx1-ubyte", ())
    if len(images) != len(labels) or (labels > 9).any():
        raise _damaged(raw / name, f"{len(images)} images and {len(labels)} labels")
    return Digits(images, labels)


def _read_idx(path: Path, shape: tuple[int, ...]) -> np.ndarray:
    """Read bytes (N, *shape): a header of 4-byte numbers, which must agree with the file's size.

    Format: http://yann.lecun.com/exdb/mnist, "the idx file format".
    """
    ndim = len(shape) + 1
    begin = 4 * (ndim + 1)
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise _damaged(path, type(error).__name__) from error
    kind, sizes = content[:4], np.frombuffer(content[4:begin].ljust(begin - 4), ">u4").tolist()
    right = kind == bytes([0, 0, 8, ndim]) and sizes[1:] == list(shape)
    if not right or len(content) != begin + sizes[0] * math.prod(shape):
        raise _damaged(path, f"{len(content):,} bytes of another size or kind")
    return np.frombuffer(content, np.uint8, offset=begin).reshape(-1, *shape)


def _damaged(path: Path, got: str) -> InputError:
    todo = f"Remove the folder {path.parent} and fetch it again, or use the 10,000 bundled digits."
    return InputError(f"the full MNIST set in {path.name}", got, todo)


def _fetch(mnist: "type[MNIST]", folder: Path, progress: Progress) -> None:
    """Fetch and unpack aside, then move into place in one step: never half a data set."""
    aside = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".mnist-", dir=folder))
        raw = aside / "MNIST" / "raw"
        raw.mkdir(parents=True)
        for number, (name, md5) in enumerate(mnist.resources):
            step = (number, len(mnist.resources))
            _fetch_file(mnist.mirrors, name, md5, raw / name, step, progress)
        progress(1.0, "Unpacking")
        mnist(aside, download=True)  # finds the checked archives and unpacks them
        os.replace(aside / "MNIST", folder / "MNIST")
    except (OSError, RuntimeError) as error:
        if full_is_here():  # another visitor was quicker
            return
        raise InputError(
            "the full MNIST set from the internet",
            f"{type(error).__name__}: {error}",
            "Check the connection and try again, or use the 10,000 bundled digits.",
        ) from error
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)


def _fetch_file(
    mirrors: list[str],
    name: str,
    md5: str,
    target: Path,
    step: tuple[int, int],
    progress: Progress,
) -> None:
    failures = []
    for mirror in mirrors:
        try:
            _copy_with_progress(mirror + name, target, step, progress)
        except (OSError, http.client.HTTPException, ValueError) as error:
            failures.append(f"{mirror}: {error}")
            continue
        if hashlib.md5(target.read_bytes()).hexdigest() == md5:
            return
        failures.append(f"{mirror}: {name} has another checksum than MNIST's")
    raise OSError("; ".join(failures))


def _copy_with_progress(url: str, target: Path, step: tuple[int, int], progress: Progress) -> None:
    number, files = step
    with urllib.request.urlopen(url, timeout=15) as reply, target.open("wb") as out:
        total = int(reply.headers.get("Content-Length") or 0)
        while block := reply.read(1 << 18):
            out.write(block)
            if out.tell() > _MOST_BYTES:
                raise OSError(f"{target.name} is larger than MNIST's")
            part = out.tell() / total if total else 0.5
            progress((number + part) / files, f"Fetching {target.name}")
