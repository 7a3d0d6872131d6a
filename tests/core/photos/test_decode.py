"""Files of strangers: every good kind is read, every bad one is answered in a sentence."""

import random

import numpy as np
import pytest
from PIL import Image

from cnncore import InputError, decode_photo
from cnncore.photos import decode
from cnncore.photos.reading import read_small
from tests.core.photos.files import png, ramp, saved


def read_here(data: bytes) -> tuple[tuple[int, int], bytes, str]:
    small, note = read_small(data)
    return small.size, small.tobytes(), note


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF"])
def test_exact_formats_keep_every_pixel(kind: str) -> None:
    np.testing.assert_array_equal(decode_photo(saved(ramp(), kind)), np.asarray(ramp()))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "GIF", "HEIF"])
def test_lossy_formats_come_close(kind: str) -> None:
    photo = decode_photo(saved(ramp(), kind))
    assert photo.shape == (32, 48, 3)
    assert np.abs(photo.astype(int) - np.asarray(ramp())).mean() < 12


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_turns_the_photo_upright(orientation: int) -> None:
    upright = np.zeros((16, 24, 3), np.uint8)
    upright[:8, :12] = 255
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: upright[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = saved(Image.fromarray(np.ascontiguousarray(stored)), "PNG", exif=exif)
    np.testing.assert_array_equal(decode_photo(file), upright)


def test_transparent_places_lie_over_white() -> None:
    image = Image.new("RGBA", (2, 1), (200, 0, 0, 0))
    image.putpixel((1, 0), (200, 0, 0, 255))
    np.testing.assert_array_equal(decode_photo(saved(image)), [[[255] * 3, [200, 0, 0]]])


def test_transparent_palette_lies_over_white() -> None:
    image = Image.new("P", (2, 2), 1)
    image.putpalette([10, 20, 30, 40, 50, 60])
    assert decode_photo(saved(image, transparency=1)).min() == 255
    np.testing.assert_array_equal(decode_photo(saved(image))[0, 0], [40, 50, 60])


@pytest.mark.parametrize(
    ("image", "kind", "expected"),
    [
        (Image.new("L", (3, 3), 77), "PNG", [77] * 3),
        (Image.new("1", (3, 3), 1), "PNG", [255] * 3),
        (Image.new("LA", (3, 3), (77, 255)), "PNG", [77] * 3),
        (Image.fromarray(np.full((3, 3), 77 * 257, np.uint16)), "PNG", [77] * 3),
        (Image.fromarray(np.full((3, 3), 0.5, np.float32)), "TIFF", [128] * 3),
        (Image.fromarray(np.full((3, 3), 77 * 257, np.int32)), "TIFF", [77] * 3),
        (Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "TIFF", [255, 0, 0]),
    ],
    ids=["grey", "one bit", "grey with alpha", "16 bits", "float", "32 bits", "CMYK"],
)
def test_unusual_modes_are_read(image: Image.Image, kind: str, expected: list[int]) -> None:
    np.testing.assert_array_equal(decode_photo(saved(image, kind))[1, 1], expected)


def test_animation_gives_its_first_frame() -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    for kind in ("GIF", "WEBP"):
        file = saved(frames[0], kind, save_all=True, append_images=frames[1:])
        assert decode_photo(file)[0, 0, 0] > 200


@pytest.mark.parametrize("size", [(2048, 1024), (1025, 3), (1024, 700), (1, 10000)])
def test_longest_side_is_at_most_1024(size: tuple[int, int]) -> None:
    height, width, _ = decode_photo(saved(ramp(*size))).shape
    assert max(height, width) <= 1024
    assert abs(width / height - size[0] / size[1]) <= 0.01 * size[0] / size[1] or 1 in size


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty file"),
        (b"this is a text, not a photo", "none of these"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>', "none of these"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "none of these"),
        (saved(ramp(), "JPEG")[:200], "damaged"),
        (saved(ramp(400, 400), "PNG")[:900], "damaged"),
        (png((20_000, 20_000), 8, 2, b""), "50 megapixels"),
        (png((9_000, 9_000), 8, 2, b""), "50 megapixels"),
        (b"\xff\xd8" + bytes(20 * 2**20), "20 MB"),
    ],
    ids=["zero bytes", "text", "svg", "pdf", "cut jpeg", "cut png", "bomb", "81 MP", "21 MB"],
)
def test_bad_file_is_told(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        decode_photo(data)


def test_not_bytes_is_told() -> None:
    with pytest.raises(InputError, match="bytes of an image"):
        decode_photo("photo.jpg")


def test_too_narrow_a_photo_is_told_where_a_least_is_asked() -> None:
    for size in ((1, 1), (1, 10_000)):
        file = saved(ramp(*size))
        assert 1 in decode_photo(file).shape
        with pytest.raises(InputError, match="16 × 16"):
            decode_photo(file, least=16)


def test_500_mutated_files_raise_nothing_but_input_errors(monkeypatch) -> None:
    rng = random.Random(7)
    kinds = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF")
    # In one process, without the start of one for each file.
    monkeypatch.setattr(decode, "read_apart", read_here)
    whole = [saved(ramp(64, 48), kind) for kind in kinds]
    read = 0
    for number in range(500):
        data = bytearray(whole[number % len(whole)])
        for _ in range(rng.choice((1, 3, 20))):
            data[rng.randrange(len(data))] = rng.randrange(256)
        if rng.random() < 0.3:
            del data[rng.randrange(len(data)) :]
        if rng.random() < 0.2:
            at = rng.randrange(len(data) + 1)
            data[at:at] = rng.randbytes(rng.choice((1, 4, 100)))
        try:
            photo = decode_photo(bytes(data))
        except InputError:
            continue
        read += 1
        assert photo.dtype == np.uint8
        assert max(photo.shape) <= 1024
    assert 50 < read < 450
