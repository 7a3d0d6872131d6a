"""A file becomes a small upright RGB picture, in bands: memory for one copy of it and little more.

Without numpy unless the file needs it, so that a process for one file starts at once.
"""

from io import BytesIO

from PIL import Image, UnidentifiedImageError
from pillow_heif import register_heif_opener

from cnncore.errors import InputError
from cnncore.photos.stored import Flattener, stored

MAX_PIXELS = 50_000_000
LONGEST = 1024
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF")

register_heif_opener(thumbnails=False)
_BAND = 2**20  # pixels that are flattened at a time
_GAP = 3  # times larger than wanted, a picture may be averaged before it is resampled
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


def read_small(data: bytes, orientation: int | None = None) -> tuple[Image.Image, str]:
    """Return a file as an upright RGB picture of at most `LONGEST`, and a note or "".

    `orientation` is EXIF's where it is known already. Raise `InputError` for a file that cannot
    be read and for one of more than `MAX_PIXELS`.
    """
    try:
        return _read(data, orientation)
    except InputError:
        raise
    except MemoryError:
        raise too_much_memory() from None
    # Decoders of damaged files raise whatever they trip over (struct.error, IndexError,
    # SyntaxError ...): here, and only here, any of it is the file's fault.
    except (Exception, Image.DecompressionBombWarning) as problem:
        raise _unreadable(problem) from problem


def check_area(width: int, height: int) -> None:
    """Raise `InputError` for more than 50 megapixels."""
    if width * height > MAX_PIXELS:
        raise _too_many_pixels(f"{width} × {height}")


def too_much_memory() -> InputError:
    """Return the problem of a file that unpacks to more than a server can spare."""
    return InputError(
        "a photo that can be read in 500 MB of memory",
        "one that needs more",
        "Open it elsewhere, shrink it and save it as a JPEG.",
    )


def _read(data: bytes, orientation: int | None) -> tuple[Image.Image, str]:
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels("far more") from None
    with image:
        check_area(*image.size)
        # A JPEG can be decoded at a half, a quarter or an eighth of its size, many times faster.
        image.draft(None, _small(image.size))
        values = stored(image)
        image.load()
        if orientation is None:  # not before: a TIFF turns itself while it is loaded
            orientation = _orientation(image)
        flatten, note = values.flattener(image, data)
        flat = _shrunk(image, flatten)
    if orientation in _TURNS:
        flat = flat.transpose(_TURNS[orientation])
    return flat, note


def _small(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, LONGEST / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _orientation(image: Image.Image) -> int:
    """Read the EXIF orientation, 1 where it is missing or damaged: the pixels may be fine."""
    try:
        return image.getexif().get(0x0112, 1)
    except Exception:
        return 1


def _shrunk(image: Image.Image, flatten: Flattener | None) -> Image.Image:
    """Flatten and average a band at a time, then resample to the size that is wanted."""
    size = _small(image.size)
    across, down = (
        max(1, int(side / small / _GAP)) for side, small in zip(image.size, size, strict=True)
    )
    factors = (across, down)
    if flatten is None:
        averaged = image.reduce(factors) if max(factors) > 1 else image
    else:
        averaged = _averaged(image, flatten, factors)
    if size != averaged.size:
        box = (0, 0, image.width / across, image.height / down)
        averaged = averaged.resize(size, Image.Resampling.LANCZOS, box=box)
    return averaged.convert("RGB")


def _averaged(image: Image.Image, flatten: Flattener, factors: tuple[int, int]) -> Image.Image:
    across, down = factors
    width, height = image.size
    averaged = Image.new("RGB", (-(-width // across), -(-height // down)))
    rows = max(1, _BAND // width // down) * down
    for top in range(0, height, rows):
        band = flatten((0, top, width, min(height, top + rows)))
        averaged.paste(band.reduce(factors) if max(factors) > 1 else band, (0, top // down))
    return averaged


def _too_many_pixels(got: str) -> InputError:
    return InputError(
        "a photo of at most 50 megapixels", f"{got} pixels", "Shrink it before you upload it."
    )


def _unreadable(problem: BaseException) -> InputError:
    kinds = "JPEG, PNG, WebP, GIF, BMP, TIFF or HEIC"
    if isinstance(problem, UnidentifiedImageError):
        got, todo = "a file that is none of these", "Open it elsewhere and save it as a JPEG."
    else:
        got, todo = "a damaged file", "Save or send the photo again, or choose another."
    return InputError(f"a complete {kinds} photo", got, todo)
