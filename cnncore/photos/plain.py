"""Files that promise little work, without what goes along with them: read at once, in place.

Only what makes the picture is kept, so that no profile, text, preview or EXIF of a stranger is
ever unpacked; how long the picture takes is known from its header. All else, and every other
format, is read by a process within limits.
"""

import re
import struct
from dataclasses import dataclass

from cnncore.photos.reading import check_area

_WORK = 200_000_000  # pixels of all passes of a JPEG
_UNPACKED = 64 * 2**20  # bytes of a PNG
_WEBP = 13_000_000  # pixels; its decoder needs 16 bytes for each
_LITTLE = 64 * 1024  # bytes of a GIF or BMP: one frame of any area is read, at once
_PARTS = 20_000  # segments or chunks before the picture

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_SCAN, _END, _PROGRESSIVE = 0xDA, 0xD9, 0xC2
_FRAMES = {0xC0, 0xC1, _PROGRESSIVE}
_NEEDED = _FRAMES | {0xC4, 0xDB, 0xDD, 0xE0, 0xEE}  # tables, JFIF and Adobe: the colours
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # not a byte or a restart inside of a scan
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of a PNG's colour types
_SEEN = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_TURNED = (b"Raw profile type", b"tiff:Orientation")  # orientations that Pillow looks for


@dataclass(frozen=True)
class Plain:
    """The bytes that make the picture, and its EXIF orientation, None if it is in them."""

    data: bytes
    orientation: int | None


def plain_file(data: bytes) -> Plain | None:
    """Return what makes the picture of a file that promises little work, else None.

    Raise `InputError` for more than 50 megapixels.
    """
    try:
        if data.startswith(_JPEG):
            return _plain_jpeg(data)
        if data.startswith(_PNG):
            return _plain_png(data)
        if data[:4] == b"RIFF" and data[8:16] in (b"WEBPVP8 ", b"WEBPVP8L"):
            return _plain_webp(data)
        if data.startswith((b"GIF8", b"BM")) and len(data) <= _LITTLE:
            return Plain(data, None)
    except (IndexError, struct.error):  # cut or damaged
        pass
    return None


def exif_orientation(block: bytes) -> int:
    """Read the orientation out of a block of EXIF, 1 where there is none.

    >>> exif_orientation(b"MM\\0*" + bytes([0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]))
    6
    """
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(order + "I", block, 4)
        (count,) = struct.unpack_from(order + "H", block, start)
        for entry in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", block, entry)
            if tag == 0x0112 and kind == 3:
                return value
    except struct.error:
        pass
    return 1


def _plain_jpeg(data: bytes) -> Plain | None:
    kept, at, frame, exif = [data[:2]], 2, None, b""
    for _ in range(_PARTS):
        marker, size = data[at + 1], 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at] != 0xFF:
            return None
        segment = data[at : at + size]
        if marker == _SCAN:
            break
        if marker in _FRAMES and frame is None:
            frame = segment
        elif marker == 0xE1 and segment[4:10] == b"Exif\0\0" and not exif:
            exif = segment[10:]
        elif marker not in _NEEDED - _FRAMES and not 0xE0 <= marker <= 0xEF and marker != 0xFE:
            return None
        if marker in _NEEDED:
            kept.append(segment)
        at += size
    else:
        return None
    turn = exif_orientation(exif)
    if frame is None or (turn == 1 and any(word in data[:at] for word in _TURNED)):
        return None
    height, width, components = struct.unpack_from(">HHB", frame, 5)
    check_area(width, height)
    once = frame[1] != _PROGRESSIVE and segment[4] == components
    passes = 1 if once else _count_scans(data, at, _WORK // max(1, width * height))
    if passes * width * height > _WORK:
        return None
    return Plain(b"".join((*kept, data[at:])), turn)


def _count_scans(data: bytes, at: int, most: int) -> int:
    """Count the scans from the first on, up to one more than `most` or to the file's end."""
    scans = 0
    while scans <= most:
        marker = data[at + 1] if at + 1 < len(data) else _END
        if marker == _END:
            break
        scans += marker == _SCAN
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        found = _MARKER.search(data, at)
        at = found.start() if found else len(data)
    return scans


def _plain_png(data: bytes) -> Plain | None:
    kept, at, turn = [_PNG], len(_PNG), 1
    for _ in range(_PARTS):
        size, name = struct.unpack_from(">I4s", data, at)
        chunk = data[at : at + 12 + size]
        if name in _SEEN:
            kept.append(chunk)
        elif name == b"eXIf":
            turn = exif_orientation(chunk[8:-4])
        elif name in (b"iTXt", b"zTXt", b"tEXt") and any(word in chunk for word in _TURNED):
            return None
        at += 12 + size
        if name == b"IEND":
            break
        if at >= len(data):
            break  # cut: the decoder says so
    else:
        return None
    width, height, bits, colours = struct.unpack_from(">IIBB", data, 16)
    check_area(width, height)
    if height * (width * bits * _CHANNELS.get(colours, 4) // 8 + 1) > _UNPACKED:
        return None
    return Plain(b"".join(kept), turn)


def _plain_webp(data: bytes) -> Plain | None:
    if data[15:16] == b"L":
        (sides,) = struct.unpack_from("<I", data, 21)
        width, height = (sides & 0x3FFF) + 1, (sides >> 14 & 0x3FFF) + 1
    else:
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, 26))
    check_area(width, height)
    return Plain(data, 1) if width * height <= _WEBP else None
