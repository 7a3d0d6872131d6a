"""The bundled digits, their split, and the full set when it can and cannot be had."""

import gzip
import hashlib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given

from cnncore import InputError, load_digits
from cnncore.assets import DIGITS
from cnncore.digits import dataset as data_module
from tests.core.border.test_archives import spoil, spoiled
from tests.fuzz import answering, cases, tried


def rows(digits) -> set[bytes]:
    return {image.tobytes() for image in digits.images}


def test_bundled_file_is_the_one_documented() -> None:
    found = hashlib.sha256(DIGITS.read_bytes()).hexdigest()
    assert found == data_module.BUNDLED_SHA256
    assert found in (DIGITS.parent / "README.md").read_text()


def test_split_is_stratified_disjoint_and_shuffled() -> None:
    train, held_out = load_digits(), load_digits(split="held-out")
    assert (len(train), len(held_out)) == (8500, 1500)
    share = np.bincount(held_out.labels) / np.bincount(np.append(train.labels, held_out.labels))
    np.testing.assert_allclose(share, 0.15, atol=0.001)
    assert not rows(train) & rows(held_out)
    for start in (0, 4000, 8000):  # every class in any 500 neighbours
        assert np.bincount(train.labels[start : start + 500], minlength=10).min() > 20


def test_unknown_names_say_which_exist() -> None:
    with pytest.raises(InputError, match="bundled, full"):
        load_digits("kmnist")
    with pytest.raises(InputError, match="held-out"):
        load_digits(split="validation")


def idx(values: np.ndarray) -> bytes:
    head = bytes([0, 0, 8, values.ndim]) + b"".join(n.to_bytes(4, "big") for n in values.shape)
    return gzip.compress(head + values.astype(np.uint8).tobytes(), mtime=0)


@pytest.fixture
def small_mnist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Put a mirror with 12 + 5 digits on disk; `break_file` spoils one of its files."""
    from cnncore.torchvision_import import load_torchvision

    mirror = tmp_path / "mirror"
    mirror.mkdir()
    monkeypatch.setenv("CNN_DOWNLOADS", str(tmp_path / "downloads"))
    mnist = load_torchvision("datasets").MNIST
    resources = []
    for name, count in (("train", 12), ("t10k", 5)):
        for kind, values in (
            ("images-idx3", np.arange(count * 784).reshape(count, 28, 28) % 256),
            ("labels-idx1", np.arange(count) % 10),
        ):
            content = idx(values)
            (mirror / f"{name}-{kind}-ubyte.gz").write_bytes(content)
            resources.append((f"{name}-{kind}-ubyte.gz", hashlib.md5(content).hexdigest()))
    monkeypatch.setattr(mnist, "resources", resources)
    monkeypatch.setattr(mnist, "mirrors", [mirror.as_uri() + "/"])
    return SimpleNamespace(downloads=tmp_path / "downloads", mirror=mirror)


def test_full_set_is_fetched_once_with_progress(small_mnist: SimpleNamespace) -> None:
    seen = []
    digits = load_digits("full", progress=lambda part, words: seen.append(part))
    assert digits.images.shape == (12, 28, 28)
    np.testing.assert_array_equal(digits.labels, np.arange(12) % 10)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    for file in small_mnist.mirror.iterdir():
        file.unlink()
    assert len(load_digits("full", "test")) == 5


def test_progress_tells_the_share_that_has_come(tmp_path: Path) -> None:
    seen, source = [], tmp_path / "large"
    source.write_bytes(bytes(1_000_000))
    step = (1, 4)  # the second of four files
    data_module._copy_with_progress(
        source.as_uri(), tmp_path / "copy", step, lambda part, words: seen.append(part)
    )
    assert seen == [(1 + min(n * 2**18, 1_000_000) / 1_000_000) / 4 for n in range(1, 5)]


@pytest.mark.parametrize("damage", ["missing", "changed", "cut short"])
def test_full_set_that_cannot_be_had_leaves_nothing(
    small_mnist: SimpleNamespace, damage: str
) -> None:
    file = small_mnist.mirror / "t10k-labels-idx1-ubyte.gz"
    content = file.read_bytes()
    file.unlink()
    if damage != "missing":
        file.write_bytes(content[:-3] if damage == "cut short" else b"\x1e" + content[1:])
    with pytest.raises(InputError, match="bundled digits"):
        load_digits("full")
    assert list(small_mnist.downloads.iterdir()) == []


def put_raw(folder: Path, images: bytes, labels: bytes) -> None:
    raw = folder / "MNIST" / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    for name in ("train", "t10k"):
        (raw / f"{name}-images-idx3-ubyte").write_bytes(images)
        (raw / f"{name}-labels-idx1-ubyte").write_bytes(labels)


IMAGES = gzip.decompress(idx(np.zeros((3, 28, 28))))
LABELS = gzip.decompress(idx(np.arange(3)))


@pytest.mark.parametrize(
    ("images", "labels"),
    [
        (IMAGES[:-1], LABELS),
        (IMAGES[:9], LABELS),
        (b"", LABELS),
        (IMAGES[:4] + b"\xff" * 4 + IMAGES[8:], LABELS),
        (IMAGES[:3] + b"\x00" + IMAGES[4:], LABELS),
        (IMAGES[:11] + b"\x07" + IMAGES[12:], LABELS),
        (IMAGES, LABELS[:-1]),
        (IMAGES, gzip.decompress(idx(np.arange(4)))),
        (IMAGES, gzip.decompress(idx(np.full(3, 10)))),
        (IMAGES, IMAGES),
    ],
)
def test_a_damaged_full_set_is_told(tmp_path, monkeypatch, images: bytes, labels: bytes) -> None:
    monkeypatch.setenv("CNN_DOWNLOADS", str(tmp_path))
    put_raw(tmp_path, images, labels)
    for split in ("train", "held-out"):
        with pytest.raises(InputError, match="bundled digits"):
            load_digits("full", split)


@cases(300)
@given(spoiled, spoiled)
def test_any_full_set_is_read_or_told(tmp_path_factory, images: list, labels: list) -> None:
    folder = tmp_path_factory.mktemp("set")
    put_raw(folder, spoil(IMAGES, images), spoil(LABELS, labels))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CNN_DOWNLOADS", str(folder))
        digits, refusal = tried(load_digits, "full")
    if refusal is None:
        assert digits.images.shape == (len(digits.labels), 28, 28)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.0 200 OK\r\nContent-Length: many\r\n\r\n12",
        b"HTTP/1.0 200 OK\r\nContent-Length: 90\r\n\r\n12",
        b"SSH-2.0-OpenSSH\r\n",
        b"",
    ],
)
def test_any_answer_of_a_mirror_is_told(small_mnist, monkeypatch, answer: bytes) -> None:
    from cnncore.torchvision_import import load_torchvision

    mnist = load_torchvision("datasets").MNIST
    with answering(answer) as address:
        monkeypatch.setattr(mnist, "mirrors", [address])
        with pytest.raises(InputError, match="bundled digits"):
            load_digits("full")
    assert list(small_mnist.downloads.iterdir()) == []


def test_a_mirror_without_end_is_left(small_mnist, monkeypatch) -> None:
    monkeypatch.setattr(data_module, "_MOST_BYTES", 100)
    with pytest.raises(InputError, match="larger"):
        load_digits("full")
