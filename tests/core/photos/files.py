"""Files made byte by byte: whatever a stranger's program may write."""

import struct
import zlib
from io import BytesIO

import numpy as np
from PIL import Image


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def ramp(width: int = 48, height: int = 32) -> Image.Image:
    rows, cols = np.mgrid[:height, :width]
    red, green = cols * 255 // max(1, width - 1), rows * 255 // max(1, height - 1)
    pixels = np.stack([red, green, 0 * rows + 90], axis=2)
    return Image.fromarray(pixels.astype(np.uint8))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(size: tuple[int, int], bits: int, colours: int, packed: bytes, *extra: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, bits, colours, 0, 0, 0))
    picture = chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(extra) + picture


def png_of(values: np.ndarray, colours: int, *extra: bytes) -> bytes:
    """Write values, uint8 or uint16 (H, W, channels), row by row without a filter."""
    height, width = values.shape[:2]
    rows = values.astype(values.dtype.newbyteorder(">")).reshape(height, -1).view(np.uint8)
    raw = np.pad(rows, ((0, 0), (1, 0))).tobytes()
    bits = 8 * values.dtype.itemsize
    return png((width, height), bits, colours, zlib.compress(raw), *extra)


def zeros(count: int) -> bytes:
    """Deflate this many zero bytes without holding them."""
    packer, parts = zlib.compressobj(1), []
    for start in range(0, count, 2**22):
        parts.append(packer.compress(bytes(min(2**22, count - start))))
    return b"".join(parts) + packer.flush()


def tiff(size: tuple[int, int], raw: bytes, tags: dict[int, object], *, order: str = "<") -> bytes:
    """Write one strip with these tags: an int, or a tuple of ints, each as SHORT."""
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    strip = 8 + len(raw) + len(raw) % 2
    known = {256: size[0], 257: size[1], 259: 1, 273: (4, 8), 278: size[1], 279: (4, len(raw))}
    entries, beyond = [], b""
    known |= tags
    after = strip + 2 + 12 * len(known) + 4
    for tag, value in sorted(known.items()):
        if tag in (273, 279):
            entries.append(struct.pack(order + "HHII", tag, 4, 1, value[1]))
            continue
        values = value if isinstance(value, tuple) else (value,)
        packed = struct.pack(f"{order}{len(values)}H", *values)
        if len(packed) > 4:
            place = struct.pack(order + "I", after + len(beyond))
            beyond += packed + bytes(len(packed) % 2)
        else:
            place = packed.ljust(4, b"\0")
        entries.append(struct.pack(order + "HHI", tag, 3, len(values)) + place)
    directory = struct.pack(order + "H", len(entries)) + b"".join(entries) + bytes(4)
    head = mark + struct.pack(order + "I", strip)
    return head + raw + bytes(len(raw) % 2) + directory + beyond


def tags_that_share(length: int, count: int) -> bytes:
    """Write an EXIF block of this length whose many tags all hold the whole of it."""
    head = b"II*\0" + struct.pack("<IH", 8, count)
    tags = b"".join(
        struct.pack("<HHII", 1000 + tag, 3, (length - 8) // 2, 8) for tag in range(count)
    )
    return (head + tags + bytes(4)).ljust(length, b"\0")


def scans(count: int, side: int = 64) -> bytes:
    """Write a progressive JPEG that refines the same picture over and over."""
    file = saved(Image.new("RGB", (side, side), (200, 30, 30)), "JPEG", progressive=True)
    start = file.rindex(b"\xff\xda")
    return file[:start] + file[start:-2] * count + b"\xff\xd9"


def with_segment(jpeg: bytes, marker: int, content: bytes) -> bytes:
    """Put a segment behind a JPEG's first two bytes."""
    return (
        jpeg[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content + jpeg[2:]
    )
