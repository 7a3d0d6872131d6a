"""My digits: a file that comes back as it went, and every wrong file refused before it is read."""

import io
import pickle
import zipfile

import numpy as np
import pytest

import cnncore
from cnncore.digits.collection import EMPTY, MOST, add_digit, pack, unpack, without


@pytest.fixture
def mine():
    digits = cnncore.load_digits(split="held-out")
    collection = EMPTY
    for image, label in zip(digits.images[:4], digits.labels[:4], strict=True):
        collection = add_digit(collection, image / 255, int(label))
    return collection


def zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.npy", data)
    return file.getvalue()


def saved(**arrays: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def test_a_file_comes_back_as_it_went(mine) -> None:
    back = unpack(pack(mine))
    np.testing.assert_array_equal(back.images, mine.images)
    np.testing.assert_array_equal(back.labels, mine.labels)


def test_an_empty_collection_comes_back(mine) -> None:
    assert len(unpack(pack(EMPTY))) == 0


BLANKS = np.zeros((2, 28, 28), np.uint8)
WRONG = {
    "nothing": b"",
    "text": b"not a file of digits",
    "pickle": pickle.dumps([1, 2]),
    "cut short": pack(add_digit(EMPTY, np.ones((28, 28)), 1))[:-40],
    "objects inside": saved(images=np.array([{}]), labels=np.zeros(1, np.uint8)),
    "other names": saved(pictures=BLANKS),
    "other shape": saved(images=BLANKS[:, :20], labels=np.zeros(2, np.uint8)),
    "floats": saved(images=BLANKS.astype(float), labels=np.zeros(2, np.uint8)),
    "fewer labels": saved(images=BLANKS, labels=np.zeros(1, np.uint8)),
    "label 10": saved(images=BLANKS, labels=np.full(2, 10, np.uint8)),
    "a bomb": zipped(images=bytes(50_000_000), labels=b""),
    "too large": bytes(2_000_000),
}


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused(data: bytes) -> None:
    with pytest.raises(cnncore.InputError, match="this page has saved"):
        unpack(data)


def test_a_digit_can_be_taken_out(mine) -> None:
    assert without(mine, 1).labels.tolist() == mine.labels[[0, 2, 3]].tolist()


@pytest.mark.parametrize(("digit", "label"), [(np.ones((28, 28)), 10), (np.zeros((28, 28)), 3)])
def test_no_label_and_no_ink_are_refused(digit, label) -> None:
    with pytest.raises(cnncore.InputError):
        add_digit(EMPTY, digit, label)


def test_a_full_collection_says_so() -> None:
    full = cnncore.Digits(np.ones((MOST, 28, 28), np.uint8), np.zeros(MOST, np.uint8))
    with pytest.raises(cnncore.InputError, match="at most"):
        add_digit(full, np.ones((28, 28)), 1)
