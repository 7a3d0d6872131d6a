"""My digits: a file that comes back as it went, and every wrong file refused before it is read."""

import base64
import io
import pickle
import zipfile
import zlib

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cnncore
from cnncore.digits.address_text import read_digit, write_digit
from cnncore.digits.collection import EMPTY, MOST, add_digit, pack, unpack, without
from tests.core.border.test_archives import in_directory, spoil, spoiled
from tests.fuzz import cases, peak_megabytes, tried


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


def word_of(packed: bytes) -> str:
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def npy(shape: str, data: bytes, kind: str = "'|u1'") -> bytes:
    """Return an npy whose header claims what it likes."""
    head = f"{{'descr': {kind}, 'fortran_order': False, 'shape': {shape}, }}\n".encode("latin-1")
    return b"\x93NUMPY\x01\x00" + len(head).to_bytes(2, "little") + head + data


def claimed(images: str = "(2, 28, 28)", labels: str = "(2,)", kind: str = "'|u1'") -> bytes:
    return zipped(images=npy(images, bytes(2 * 784), kind), labels=npy(labels, bytes(2)))


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
    "10^12 images": claimed("(1000000000000, 28, 28)"),
    "10^10 images": claimed("(10000000000, 28, 28)"),
    "fewer than none": claimed("(-2, -28, 28)"),
    "nested brackets": claimed("(" * 450 + ")" * 450),
    "many minus signs": claimed("-" * 60_000 + "2"),
    "a word as shape": claimed("'abc'"),
    "truth as shape": claimed("(True, 28, 28)"),
    "objects": claimed(kind="'|O'"),
    "fields": claimed(kind="[('a', '|u1')]"),
    "labels without length": claimed(labels="()"),
    "labels as a table": claimed(labels="(2, 1)"),
    "another version": zipped(images=b"\x93NUMPY\x09\x00", labels=b""),
    "encrypted": in_directory(pack(EMPTY), 8, 1),
    "unknown compression": in_directory(pack(EMPTY), 10, 99),
    "broken compression": pack(EMPTY)[:70] + b"\xff\xff" + pack(EMPTY)[72:],
    "too large": bytes(2_000_000),
}


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused(data: bytes) -> None:
    with pytest.raises(cnncore.InputError, match="this page has saved"):
        unpack(data)


def test_columns_first_come_back_as_they_went(mine) -> None:
    back = unpack(saved(images=np.asfortranarray(mine.images), labels=mine.labels))
    np.testing.assert_array_equal(back.images, mine.images)


shapes = st.text("()-,0123456789 L'TrueNon", max_size=12) | st.lists(
    st.integers(-3, 10**13), max_size=5
).map(lambda sizes: str(tuple(sizes)))
kinds = st.sampled_from(["'|u1'", "'<f8'", "'|O'", "'|V0'", "('|u1', (28,))", "None", "3"])


@cases(400)
@given(shapes, shapes, kinds, st.binary(max_size=30), spoiled)
@example("(10000000000, 28, 28)", "()", "'|u1'", b"", [])
def test_any_file_is_read_or_refused(images, labels, kind, data, changes) -> None:
    content = zipped(images=npy(images, bytes(784), kind), labels=npy(labels, data))
    digits, refusal = tried(unpack, spoil(content, changes))
    if refusal is None:
        assert digits.images.shape == (len(digits.labels), 28, 28)
        assert digits.labels.max(initial=0) <= 9
        assert digits.images.dtype == digits.labels.dtype == np.uint8


@cases(400)
@given(spoiled)
def test_any_damage_to_a_saved_file_is_read_or_refused(changes) -> None:
    tried(unpack, spoil(pack(add_digit(EMPTY, np.eye(28), 3)), changes))


@cases(500)
@given(st.text(max_size=40) | st.binary(max_size=900).map(lambda b: word_of(zlib.compress(b))))
@example(word_of(zlib.compress(bytes(784)) + b"and more"))
@example(word_of(zlib.compress(bytes(50_000_000))))
def test_any_word_is_a_digit_or_refused(word: str) -> None:
    digit, refusal = tried(read_digit, word)
    if refusal is None:
        assert read_digit(write_digit(digit)).tolist() == digit.tolist()


def test_a_file_that_claims_much_takes_no_memory() -> None:
    """10^10 images, and 300 MB that claim to be 100 bytes, are refused within 20 MB."""
    before = """
from cnncore import InputError
from cnncore.digits.collection import unpack
from tests.core.digits.test_collection import claimed
from tests.core.border.test_archives import bomb, claiming
"""
    code = """
lie = bomb(300).replace(b"a/data/0", b"imag.npy")
for content in (claimed("(10000000000, 28, 28)"), lie, claiming(lie, 100)):
    try:
        unpack(content)
        raise SystemExit("accepted")
    except InputError:
        pass
"""
    assert peak_megabytes(before, code) < 20


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
