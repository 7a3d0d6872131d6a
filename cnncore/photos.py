"""A stranger's file becomes a small photo: checked, turned, flattened, shrunk; and the samples."""

import hashlib
import threading
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
from PIL import Image
from pillow_heif import register_heif_opener

from cnncore.assets import PHOTOS
from cnncore.errors import InputError

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
LONGEST = 1024
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF")
SUFFIXES = ("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif")

register_heif_opener(thumbnails=False)
_ENCODING = {
    "PNG": {"compress_level": 1},
    "WEBP": {"lossless": True, "method": 0, "quality": 0},
    "JPEG": {"quality": 88, "subsampling": 0},
}
# EXIF orientation -> what brings the photo upright; EXIF 2.32, tag 274.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# 50 megapixels need some 400 MB while they are decoded: never two at a time.
_DECODING = threading.Lock()


@dataclass(frozen=True)
class Sample:
    """A photo that comes with the project; `name` is its file in assets/photos without suffix."""

    name: str
    title: str
    credit: str


@dataclass(frozen=True)
class Photo:
    """What the gallery works on: (H, W, 3) uint8, its words, and whether it is a visitor's own.

    `digest` names the pixels, so that caches need not look at them.
    """

    pixels: np.ndarray
    title: str
    credit: str
    private: bool
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256(repr(self.pixels.shape).encode() + self.pixels.tobytes())
        object.__setattr__(self, "digest", digest.hexdigest())


# Source, SHA-256 and licence of each: cnncore/assets/README.md
SAMPLES = (
    Sample("chelsea", "Cat", "Chelsea, by Stéfan van der Walt, CC0"),
    Sample("coffee", "Coffee", "Pikolo Espresso Bar, by Rachel Michetti, CC0"),
    Sample("astronaut", "Astronaut", "Eileen Collins, by NASA, public domain"),
    Sample("rocket", "Rocket", "Falcon 9 with DSCOVR, by SpaceX, public domain"),
    Sample("camera", "Camera", "Cameraman, by Lav Varshney, CC0"),
    Sample("brick", "Brick", "Bricks25, by CC0 Textures, CC0"),
)


def sample_photo(name: str) -> Photo:
    """Return the bundled sample of this name. Raise `InputError` for a name not listed.

    >>> sample_photo("chelsea").pixels.shape
    (300, 451, 3)
    """
    for sample in SAMPLES:
        if sample.name == name:
            pixels = decode_photo((PHOTOS / f"{name}.png").read_bytes())
            return Photo(pixels, sample.title, sample.credit, private=False)
    names = ", ".join(sample.name for sample in SAMPLES)
    raise InputError(f"a sample of {names}", repr(name), "Choose one of these.")


def decode_photo(data: bytes, *, least: int = 1) -> np.ndarray:
    """Decode an image file to (H, W, 3) uint8, upright, over white, longest side at most 1024.

    Reads JPEG, PNG, WebP, GIF (first frame), BMP, TIFF and HEIC; grey, palette, CMYK, 16-bit and
    transparent files too. Size (20 MB) and area (50 megapixels) are checked before anything is
    decoded. Raise `InputError` for every file that cannot be read, and for a photo whose shorter
    side, after shrinking, is below `least` pixels.

    >>> file = BytesIO()
    >>> Image.new("RGBA", (2048, 1024), (0, 0, 0, 0)).save(file, "PNG")
    >>> photo = decode_photo(file.getvalue())
    >>> photo.shape, int(photo.min())
    ((512, 1024, 3), 255)
    """
    _check_bytes(data)
    with _DECODING:
        try:
            photo = _decode(data)
        except InputError:
            raise
        # Decoders of damaged files raise whatever they trip over (struct.error, IndexError,
        # SyntaxError, MemoryError ...): here, and only here, any of it is the file's fault.
        except (Exception, Image.DecompressionBombWarning) as problem:
            raise _unreadable(problem) from problem
    if min(photo.shape[:2]) < least:
        raise InputError(
            f"a photo of at least {least} × {least} pixels after shrinking to {LONGEST}",
            f"{photo.shape[1]} × {photo.shape[0]} pixels",
            "Choose a larger or less narrow photo.",
        )
    return photo


def shrink_photo(photo: np.ndarray, longest: int) -> np.ndarray:
    """Return the photo with its longest side at most `longest` pixels, never enlarged.

    >>> shrink_photo(np.zeros((100, 200, 3), np.uint8), 50).shape
    (25, 50, 3)
    """
    if max(photo.shape[:2]) <= longest:
        return photo
    image = Image.fromarray(photo)
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return np.asarray(image)


def encode_photo(photo: np.ndarray, kind: str = "PNG") -> bytes:
    """Return the pixels as a PNG or WEBP, both exact, or as a JPEG for thumbnails.

    A lossless WebP of a photo takes half the time of a PNG and two thirds of its size.

    >>> photo = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
    >>> np.array_equal(decode_photo(encode_photo(photo)), photo)
    True
    """
    file = BytesIO()
    Image.fromarray(photo).save(file, kind, **_ENCODING[kind])
    return file.getvalue()


def encode_coloured(places: np.ndarray, colours: np.ndarray) -> bytes:
    """Return a PNG of places 0..255 (H, W) in a table of colours (256, 3) uint8.

    >>> table = np.arange(768, dtype=np.uint16).astype(np.uint8).reshape(256, 3)
    >>> decode_photo(encode_coloured(np.full((1, 1), 2, np.uint8), table)).tolist()
    [[[6, 7, 8]]]
    """
    image = Image.fromarray(places).convert("P")
    image.putpalette(colours.ravel().tolist())
    file = BytesIO()
    image.save(file, "PNG", **_ENCODING["PNG"])
    return file.getvalue()


def _check_bytes(data: bytes) -> None:
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise InputError("the bytes of an image file", type(data).__name__, "Read the file first.")
    if len(data) == 0:
        raise InputError("an image file", "an empty file", "Save it again, or choose another.")
    if len(data) > MAX_BYTES:
        raise InputError(
            "a file of at most 20 MB", f"{len(data) / 2**20:.1f} MB", "Choose a smaller photo."
        )


def _decode(data: bytes) -> np.ndarray:
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels("far more") from None
    with image:
        if image.width * image.height > MAX_PIXELS:
            raise _too_many_pixels(f"{image.width} × {image.height}")
        orientation = _orientation(image)
        # A JPEG can be decoded at a half, a quarter or an eighth of its size, many times faster.
        image.draft(None, (LONGEST, LONGEST))
        flat = _flatten(image)
    flat.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if orientation in _TURNS:
        flat = flat.transpose(_TURNS[orientation])
    return np.array(flat, dtype=np.uint8)


def _orientation(image: Image.Image) -> int:
    """Read the EXIF orientation, 1 where it is missing or damaged: the pixels may be fine."""
    try:
        return image.getexif().get(0x0112, 1)
    except Exception:
        return 1


def _flatten(image: Image.Image) -> Image.Image:
    """Bring any mode to RGB: wide greys to 8 bits, transparent places over white."""
    if image.mode.startswith(("I", "F")):
        tops = (65535.0,) if image.mode.startswith("I;16") else (1.0, 255.0, 65535.0)
        grey = np.asarray(image, dtype=np.float64)
        return Image.fromarray(_to_bytes(grey, tops)).convert("RGB")
    if image.has_transparency_data:
        layered = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return image.convert("RGB")


def _to_bytes(grey: np.ndarray, tops: tuple[float, ...]) -> np.ndarray:
    """Bring 16-bit, 32-bit and floating grey to 0..255 by the first range that holds it."""
    grey = np.nan_to_num(grey, nan=0.0, posinf=0.0, neginf=0.0)
    top = next((top for top in tops if grey.max() <= top), grey.max())
    return np.rint(np.clip(grey / top, 0, 1) * 255).astype(np.uint8)


def _too_many_pixels(got: str) -> InputError:
    return InputError(
        "a photo of at most 50 megapixels", f"{got} pixels", "Shrink it before you upload it."
    )


def _unreadable(problem: BaseException) -> InputError:
    kinds = "JPEG, PNG, WebP, GIF, BMP, TIFF or HEIC"
    if isinstance(problem, Image.UnidentifiedImageError):
        got, todo = "a file that is none of these", "Open it elsewhere and save it as a JPEG."
    else:
        got, todo = "a damaged file", "Save or send the photo again, or choose another."
    return InputError(f"a complete {kinds} photo", got, todo)
