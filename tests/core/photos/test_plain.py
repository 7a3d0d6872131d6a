"""What is read in place promises little work, whatever stands in the file beside the picture."""

import struct
import zlib
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image

from cnncore import InputError, decode_photo
from cnncore.photos.plain import _TURNED, _UNPACKED, _WORK, exif_orientation, plain_file
from tests.core.photos.files import chunk, png, ramp, saved, scans, tags_that_share, with_segment
from tests.fuzz import counted

BOUNDED = settings(max_examples=60, derandomize=True, deadline=None, database=None)
SIDES = st.integers(1, 60_000)


@BOUNDED
@given(st.integers(1, 400), st.sampled_from([8, 64, 256, 512]))
def test_no_jpeg_of_many_scans_is_read_in_place(count: int, side: int) -> None:
    file = scans(count, side)
    passes = file.count(b"\xff\xda")
    assert (plain_file(file) is not None) == (passes * side**2 <= _WORK)


@BOUNDED
@given(SIDES, SIDES, st.integers(1, 300), st.booleans())
def test_the_work_of_a_jpeg_is_bounded(width: int, height: int, count: int, hidden: bool) -> None:
    file = bytearray(scans(count, 16))
    frame = file.index(b"\xff\xc2")
    file[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    if hidden:  # a comment between the scans that looks like the end of the file
        second = file.index(b"\xff\xda", file.index(b"\xff\xda") + 1)
        file[second:second] = b"\xff\xfe\x00\x04\xff\xd9"
    passes = bytes(file).count(b"\xff\xda")
    try:
        plain = plain_file(bytes(file))
    except InputError:
        assert width * height > 50_000_000
        return
    assert plain is None or passes * width * height <= _WORK


@BOUNDED
@given(SIDES, SIDES, st.sampled_from([(1, 0), (8, 0), (16, 0), (8, 2), (16, 2), (8, 3), (16, 6)]))
def test_the_bytes_of_a_png_are_bounded(width: int, height: int, kind: tuple[int, int]) -> None:
    bits, colours = kind
    channels = {0: 1, 2: 3, 3: 1, 6: 4}[colours]
    try:
        plain = plain_file(png((width, height), bits, colours, b""))
    except InputError:
        assert width * height > 50_000_000
        return
    assert plain is None or width * height * bits * channels / 8 <= _UNPACKED


@BOUNDED
@given(st.lists(st.tuples(st.sampled_from(["text", "profile", "exif"]), st.binary(max_size=80))))
def test_nothing_beside_a_png_is_kept(parts: list[tuple[str, bytes]]) -> None:
    assume(not any(word in content for _, content in parts for word in _TURNED))
    names = {"text": b"zTXt", "profile": b"iCCP", "exif": b"eXIf"}
    extra = [chunk(names[kind], b"a\0\0" + content) for kind, content in parts]
    rows = zlib.compress(b"\0\x07\x08\0\x09\x0a")
    plain = plain_file(png((2, 2), 8, 0, rows, *extra))
    assert plain.data == png((2, 2), 8, 0, rows)


@BOUNDED
@given(st.lists(st.tuples(st.integers(0xE1, 0xED), st.binary(max_size=80)), max_size=5))
def test_nothing_beside_a_jpeg_is_kept(parts: list[tuple[int, bytes]]) -> None:
    assume(not any(word in content for _, content in parts for word in _TURNED))
    whole = file = saved(ramp(), "JPEG")
    for marker, content in parts:
        file = with_segment(file, marker, b"x" + content)
    assert plain_file(file).data == whole


@BOUNDED
@given(st.binary(max_size=200))
def test_any_block_of_exif_has_an_orientation(block: bytes) -> None:
    for order in (b"", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"):
        assert isinstance(exif_orientation(order + block), int)


@BOUNDED
@given(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), st.binary(max_size=60), st.integers(0, 900))
def test_a_damaged_file_is_looked_at_without_an_error(kind: str, junk: bytes, at: int) -> None:
    file = saved(ramp(), kind)
    at %= len(file)
    for damaged in (file[:at] + junk, file[:at] + junk + file[at:]):
        with suppress(InputError):
            plain_file(damaged)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_what_pillow_reads(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "A camera", orientation
    assert plain_file(saved(ramp(), kind, exif=exif)).orientation == orientation


def test_the_usual_photos_are_plain() -> None:
    usual = [saved(ramp(), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF", "BMP")]
    usual.append(saved(Image.new("RGB", (4000, 3000)), "JPEG", progressive=True))
    assert all(plain_file(file) is not None for file in usual)


@pytest.mark.parametrize(
    "file",
    [
        with_segment(saved(ramp(), "JPEG"), 0xE1, b"Exif\0\0" + tags_that_share(60_000, 4_900)),
        with_segment(saved(ramp(), "JPEG"), 0xE2, b"MPF\0" + tags_that_share(60_000, 4_900)),
        png((2, 1), 8, 0, zlib.compress(bytes(3)), chunk(b"eXIf", tags_that_share(2**21, 60_000))),
        b"GIF89a" + struct.pack("<HHBBB", 4, 4, 0, 0, 0) + b"\x21\xfe\x01a\x00" * 10_000,
    ],
    ids=["EXIF", "previews", "EXIF in a PNG", "comments in a GIF"],
)
def test_what_stands_beside_a_picture_takes_no_time(file: bytes) -> None:
    with counted(500_000):
        try:
            assert decode_photo(file).dtype == np.uint8
        except InputError:
            assert file.startswith(b"GIF")
