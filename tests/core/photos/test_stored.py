"""Values are read by their kind, whatever their bits, sign, order, turn and transparency."""

import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cnncore import decode_photo
from cnncore.photos import read_photo
from cnncore.photos.reading import read_small
from tests.core.photos.files import chunk, png, png_of, ramp, saved, tiff

BOUNDED = settings(max_examples=80, derandomize=True, deadline=None, database=None)
KINDS = {
    "uint16": (16, 1),
    "int16": (16, 2),
    "uint32": (32, 1),
    "int32": (32, 2),
    "float32": (32, 3),
    "int8": (8, 2),
}


def grey_tiff(values: np.ndarray, order: str = "<", **more: int) -> bytes:
    bits, kind = KINDS[values.dtype.name]
    tags = {258: bits, 262: 1, 277: 1, 339: kind} | {int(tag[1:]): v for tag, v in more.items()}
    raw = values.astype(values.dtype.newbyteorder(order)).tobytes()
    return tiff(values.shape[::-1], raw, tags, order=order)


def read(file: bytes) -> np.ndarray:
    """Read a file in this process, whatever its format."""
    return np.asarray(read_small(file)[0])


def shades(values: np.ndarray, low: float, high: float) -> np.ndarray:
    return (values.astype(np.float64) - low) / (high - low) * 255


@st.composite
def greys(draw) -> tuple[np.ndarray, float, float]:
    """Draw values of a kind that use all of its range."""
    name, low, high = draw(
        st.sampled_from(
            [
                ("uint16", 0, 65535),
                ("int16", -32768, 32767),
                ("int16", 0, 32767),
                ("uint32", 0, 2**32 - 1),
                ("uint32", 0, 65535),
                ("int32", -(2**31), 2**31 - 1),
                ("int32", 0, 255),
                ("float32", 0, 1),
                ("float32", -1, 1),
                ("float32", 0, 255),
                ("int8", -128, 127),
            ]
        )
    )
    shape = draw(st.tuples(st.integers(1, 9), st.integers(2, 9)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    values = rng.uniform(low, high, shape)
    values[0, :2] = low, high
    return (values if name == "float32" else np.rint(values)).astype(name), low, high


@BOUNDED
@given(greys(), st.sampled_from("<>"))
def test_greys_of_any_kind_are_read_by_their_range(drawn, order: str) -> None:
    values, low, high = drawn
    if values.dtype == np.uint32 and order == ">":
        return  # Pillow knows no such file
    got = read(grey_tiff(values, order))[..., 0]
    assert np.abs(got - shades(values, low, high)).max() <= 0.51


@BOUNDED
@given(st.integers(0, 4095), st.integers(0, 4095), st.booleans())
def test_12_bits_are_read_by_their_range(one: int, other: int, dark: bool) -> None:
    values = [0, 4095, one, other]
    raw = b"".join(
        bytes([a >> 4, (a & 15) << 4 | b >> 8, b & 255])
        for a, b in zip(values[::2], values[1::2], strict=True)
    )
    got = read(tiff((4, 1), raw, {258: 12, 262: 1, 277: 1}))[0, :, 0]
    assert np.abs(got - shades(np.array(values), 0, 4095)).max() <= 0.51


@BOUNDED
@given(
    st.integers(1, 8),
    st.tuples(st.integers(1, 12), st.integers(1, 12)),
    st.sampled_from(["uint8", "uint16", "float32", "rgb"]),
)
def test_a_tiff_is_turned_once(orientation: int, shape: tuple[int, int], kind: str) -> None:
    grey = np.arange(shape[0] * shape[1]).reshape(shape) * 255 // max(1, shape[0] * shape[1] - 1)
    if kind == "rgb":
        raw = np.repeat(grey[..., None], 3, 2).astype(np.uint8).tobytes()
        tags = {258: (8, 8, 8), 262: 2, 277: 3}
    else:
        scale = {"uint8": 1, "uint16": 257, "float32": 1 / 255}[kind]
        raw = (grey * scale).astype(kind).tobytes()
        tags = {258: {"uint8": 8, "uint16": 16}.get(kind, 32), 262: 1, 277: 1}
        tags |= {339: 3} if kind == "float32" else {}
    upright = {
        1: grey,
        2: grey[:, ::-1],
        3: grey[::-1, ::-1],
        4: grey[::-1],
        5: grey.T,
        6: np.rot90(grey, -1),
        7: grey[::-1, ::-1].T,
        8: np.rot90(grey, 1),
    }[orientation]
    file = tiff(shape[::-1], raw, tags | {274: orientation})
    np.testing.assert_array_equal(read(file)[..., 0], upright)


@BOUNDED
@given(st.sampled_from([1, 2, 4, 8, 16]), st.data())
def test_the_transparent_grey_of_a_png_is_white(bits: int, data) -> None:
    top = 2**bits - 1
    value = data.draw(st.integers(0, top))
    others = [0, top, data.draw(st.integers(0, top))]
    values = [value, *others]
    digits = "".join(f"{value:0{bits}b}" for value in values).ljust(8 * -(-bits * 4 // 8), "0")
    row = b"\0" + int(digits, 2).to_bytes(len(digits) // 8, "big")
    file = png((4, 1), bits, 0, zlib.compress(row), chunk(b"tRNS", struct.pack(">H", value)))
    expected = [255 if grey == value else round(grey / top * 255) for grey in values]
    np.testing.assert_array_equal(decode_photo(file)[0, :, 0], expected)


@BOUNDED
@given(st.integers(0, 65000), st.integers(1, 16000), st.sampled_from([0, 2, 4, 6]))
def test_a_small_part_of_16_bits_is_stretched_and_told(low: int, span: int, colours: int) -> None:
    high = min(65535, low + span)
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[colours]
    values = np.zeros((3, 7, channels), np.uint16)
    values[...] = np.rint(np.linspace(low, high, 7))[:, None]
    if channels in (2, 4):
        values[..., -1] = 65535
    photo = read_photo(png_of(values, colours), "", "")
    assert np.abs(photo.pixels[..., 0] - shades(values[..., 0], low, high)).max() <= 0.51
    assert f"{low:,}" in photo.note
    assert f"{high:,}" in photo.note


def test_a_whole_range_is_not_stretched() -> None:
    values = np.linspace(0, 40000, 12).astype(np.uint16).reshape(3, 4, 1)
    photo = read_photo(png_of(values, 0), "", "")
    assert photo.note == ""
    assert photo.pixels.max() == round(40000 / 257)


def test_the_transparent_colour_of_16_bits_is_white() -> None:
    values = np.array([[[60000, 50000, 40000], [1000, 20000, 65535]]], np.uint16)
    for place in (0, 1):
        key = chunk(b"tRNS", struct.pack(">3H", *values[0, place]))
        got = decode_photo(png_of(values, 2, key))[0]
        assert got[place].tolist() == [255] * 3
        assert got[1 - place].tolist() != [255] * 3


def test_premultiplied_grey_lies_over_white() -> None:
    raw = bytes([100, 255, 50, 128, 0, 0])
    file = tiff((3, 1), raw, {258: (8, 8), 262: 1, 277: 2, 338: 1})
    assert np.abs(decode_photo(file)[0, :, 0].astype(int) - [100, 50 + 127, 255]).max() <= 1


def test_white_is_zero_in_16_bits_too() -> None:
    values = np.array([[0, 65535]], np.uint16)
    assert read(grey_tiff(values, t262=0))[0, :, 0].tolist() == [255, 0]


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_floats_that_are_no_numbers_do_not_darken_the_rest(bad: float) -> None:
    values = np.array([[0, 0.5, 1, bad]], np.float32)
    assert read(grey_tiff(values))[0, :3, 0].tolist() == [0, 128, 255]


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "CMYK", "1", "LA"])
def test_a_large_picture_is_the_same_in_bands(mode: str) -> None:
    image = ramp(1600, 1300).convert(mode)
    whole = read(saved(image, "TIFF")).astype(int)
    flat = image.convert("RGB").resize((1024, 832), Image.Resampling.LANCZOS)
    assert np.abs(whole - np.asarray(flat)).max() <= 1
