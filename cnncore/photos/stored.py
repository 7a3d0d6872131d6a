"""How a file stores its values, and how any of them come to 0..255: RGB over white."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageFile

Box = tuple[int, int, int, int]  # left, top, right, bottom
Flattener = Callable[[Box], Image.Image]

_BITS, _COLOURS, _SAMPLES = 258, 262, 339  # tags of TIFF
_KINDS = {1: "unsigned", 2: "signed", 3: "float"}
_GREY_ALPHA = "LA;16B"
_PART = 4  # a picture that uses less than a quarter of its range is stretched


@dataclass(frozen=True)
class Stored:
    """The bits of a value, its kind (unsigned, signed, float), and whether high means dark."""

    bits: int
    kind: str = "unsigned"
    inverted: bool = False

    def flattener(self, image: Image.Image, data: bytes) -> tuple[Flattener | None, str]:
        """Return what makes RGB of a box, None where L or RGB is there already; and a note."""
        if image.mode.startswith(("I", "F")) or self.kind == "signed":
            from cnncore.photos import wide  # numpy

            return wide.grey_flattener(image, self)
        clear = image.has_transparency_data
        if clear:
            self._scale_transparency(image)
        if self.bits == 16 and image.mode in ("RGB", "RGBA") and _narrow(image):
            from cnncore.photos import wide  # numpy

            return wide.colour_flattener(image, low_bytes(data))
        if not clear and image.mode in ("L", "RGB"):
            return None, ""
        flatten = over_white if clear else _flat
        return lambda box: flatten(image.crop(box)), ""

    def _scale_transparency(self, image: Image.Image) -> None:
        """Bring the transparent colour of a PNG, which has the file's bits, to 8 bits."""
        info = image.info
        if image.mode == "L" and self.bits < 8:
            info["transparency"] = info["transparency"] * 255 // (2**self.bits - 1)
        elif image.mode == "RGB" and self.bits == 16:
            info["transparency"] = tuple(value >> 8 for value in info["transparency"])


def stored(image: ImageFile.ImageFile) -> Stored:
    """Read how an opened file, not loaded yet, stores its values."""
    if image.format == "TIFF":
        tags: dict[int, Any] = getattr(image, "tag_v2", {})
        kind = _KINDS.get(tags.get(_SAMPLES, (1,))[0], "unsigned")
        bits = tags.get(_BITS, (1,))[0]
        # Pillow inverts "white is zero" itself, but for wide values.
        inverted = tags.get(_COLOURS) == 0 and image.mode.startswith(("I", "F"))
        return Stored(bits, kind, inverted)
    if image.format == "PNG" and image.tile:
        depth = str(image.tile[0].args).partition(";")[2]
        return Stored({"1": 1, "2": 2, "4": 4, "16B": 16}.get(depth, 8))
    return {"I": Stored(32, "signed"), "F": Stored(32, "float")}.get(
        image.mode, Stored(16 if image.mode.startswith("I;16") else 8)
    )


def stretch_range(least: float, most: float, low: float, high: float) -> tuple[float, float, str]:
    """Return the range that becomes 0..255: the whole one, or what little of it is used."""
    if not 0 < (most - least) * _PART < high - low:
        return low, high, ""
    used, whole = f"{least:,.6g} to {most:,.6g}", f"{low:,.6g} to {high:,.6g}"
    note = f"This file uses only the values {used} of {whole}; here they span black to white."
    return least, most, note


def low_bytes(data: bytes) -> Image.Image:
    """Read the low bytes of a PNG's or TIFF's colours of 16 bits: Pillow reads the high ones."""
    image = Image.open(BytesIO(data), formats=("PNG", "TIFF"))
    grey = image.tile[0].args == _GREY_ALPHA
    image.tile = [tile._replace(args=_other_bytes(tile.args or "")) for tile in image.tile]
    image.load()
    if grey:
        green, alpha = image.getchannel("G"), image.getchannel("A")
        return Image.merge("RGBA", (green, green, green, alpha))
    return image


def over_white(band: Image.Image) -> Image.Image:
    """Lay a picture of any mode that may be transparent over white."""
    if band.mode == "La":  # premultiplied grey converts to nothing else
        band = band.convert("LA")
    white = Image.new("RGBA", band.size, "white")
    return Image.alpha_composite(white, band.convert("RGBA")).convert("RGB")


def _flat(band: Image.Image) -> Image.Image:
    return band.convert("RGB")


def _narrow(image: Image.Image) -> bool:
    """Say whether the high bytes of all colours span less than a quarter of their range."""
    colours = [pair for pair in image.getextrema()[:3] if isinstance(pair, tuple)]
    return (max(most for _, most in colours) - min(least for least, _ in colours)) * _PART < 255


def _other_bytes(args: str | tuple[Any, ...]) -> str | tuple[Any, ...]:
    """Return the arguments of a decoder of 16 bits that takes the other byte of each value."""
    if isinstance(args, tuple):
        return (_other_bytes(args[0]), *args[1:])
    if args == _GREY_ALPHA:
        return "RGBA"  # its four bytes: high and low of the grey, high and low of the opacity
    base, _, order = args.partition(";16")
    little = sys.byteorder == "little"
    return base + {"B": ";16L", "L": ";16B", "N": ";16B" if little else ";16L"}[order]
