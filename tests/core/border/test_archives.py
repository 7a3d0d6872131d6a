"""Zips from elsewhere: what they unpack to is bounded, whatever their directory claims."""

import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncore import InputError
from cnncore.border.archives import MOST_MEMBERS, read_archive
from tests.fuzz import cases, peak_megabytes, tried

WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
MOST = 10_000
ENTRY = b"PK\x01\x02"


def zipped(members: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", way) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def in_directory(content: bytes, place: int, value: int, size: int = 1) -> bytes:
    """Change a field of the directory's first entry: 8 flags, 10 method, 24 unpacked size."""
    at = content.index(ENTRY) + place
    return content[:at] + value.to_bytes(size, "little") + content[at + size :]


def claiming(content: bytes, size: int) -> bytes:
    """Let the first member claim another unpacked size."""
    return in_directory(content, 24, size, 4)


def bomb(megabytes: int, **beside: bytes) -> bytes:
    """Return a small zip whose member "a/data/0" unpacks to so many MB of zeros."""
    packer, part = zlib.compressobj(9, wbits=-15), bytes(1_000_000)
    block = packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
    content = bytearray(zipped(beside | {"a/data/0": block * megabytes + packer.flush()}, 0))
    at, checksum = content.rindex(ENTRY), 0
    for _ in range(megabytes):
        checksum = zlib.crc32(part, checksum)
    begin = int.from_bytes(content[at + 42 : at + 46], "little")
    fields = (8).to_bytes(2, "little"), checksum.to_bytes(4, "little")
    size = (megabytes * 1_000_000).to_bytes(4, "little")
    for method, crc, unpacked in ((begin + 8, begin + 14, begin + 22), (at + 10, at + 16, at + 24)):
        content[method : method + 2], content[crc : crc + 4] = fields
        content[unpacked : unpacked + 4] = size
    return bytes(content)


def test_what_is_packed_comes_out() -> None:
    members = {"a": b"", "b/c": bytes(range(256)) * 20}
    for way in WAYS[:2]:
        assert read_archive(zipped(members, way), MOST, "Pack it.") == members


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (zipped({"a": bytes(20_000)}), "unpacked"),
        (zipped({"a": bytes(9_000), "b": bytes(9_000)}), "unpacked"),
        (zipped({"a": b"1"}, zipfile.ZIP_BZIP2), "number 12"),
        (zipped({"a": b"1"}, zipfile.ZIP_LZMA), "number 14"),
        (zipped({f"{n}": b"" for n in range(MOST_MEMBERS + 1)}), "at most"),
        (claiming(zipped({"a": bytes(20_000)}), 100), "damaged"),
        (claiming(zipped({"a": bytes(100)}), 5_000), "damaged"),
        (zipped({"a": b"1"})[:-9], "damaged"),
        (b"", "damaged"),
    ],
    ids=["large", "two-large", "bzip2", "lzma", "many", "says-less", "says-more", "cut", "empty"],
)
def test_what_is_too_much_or_odd_is_refused(content: bytes, word: str) -> None:
    with pytest.raises(InputError, match=word):
        read_archive(content, MOST, "Choose another.")


def test_a_password_is_told() -> None:
    with pytest.raises(InputError, match="encrypted"):
        read_archive(in_directory(zipped({"a": b"1"}), 8, 1), MOST, "Choose another.")


def test_a_directory_that_lies_takes_no_memory() -> None:
    """400 MB that may claim to be 100 bytes, and a million names, are refused within 20 MB."""
    before = """
from cnncore import InputError
from cnncore.border.archives import read_archive
from tests.core.border.test_archives import ENTRY, bomb, claiming
"""
    code = """
for content in (bomb(400), claiming(bomb(400), 100), ENTRY * 1_000_000):
    try:
        read_archive(content, 1_000_000, "Choose another.")
        raise SystemExit("accepted")
    except InputError:
        pass
"""
    assert peak_megabytes(before, code) < 20


spoiled = st.lists(
    st.tuples(
        st.integers(0, 10_000), st.sampled_from(["cut", "flip", "put"]), st.binary(max_size=4)
    ),
    max_size=4,
)


def spoil(content: bytes, changes: list) -> bytes:
    """Cut, flip and overwrite a file's bytes as hypothesis says."""
    for where, how, data in changes:
        at = where % (len(content) + 1)
        if how == "cut":
            content = content[:at]
        elif how == "flip" and at < len(content):
            content = content[:at] + bytes([content[at] ^ 1 << where % 8]) + content[at + 1 :]
        elif how == "put":
            content = content[:at] + data + content[at + len(data) :]
    return content


@cases(300)
@given(
    st.dictionaries(st.text("ab.é", min_size=1, max_size=8), st.binary(max_size=300), max_size=4),
    st.sampled_from(WAYS),
    spoiled,
    st.integers(0, 2**32 - 1) | st.none(),
)
def test_any_archive_is_read_or_refused(members, way, changes, claim) -> None:
    content = zipped(members, way)
    if claim is not None and members:
        content = claiming(content, claim)
    found, refusal = tried(read_archive, spoil(content, changes), MOST, "Choose another.")
    assert refusal.todo == "Choose another." if refusal else sum(map(len, found.values())) <= MOST
