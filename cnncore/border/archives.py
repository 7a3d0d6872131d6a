"""Zip archives from elsewhere: measured before they are unpacked, and never unpacked further."""

import io
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from cnncore.errors import InputError

MOST_MEMBERS = 2_000
_ENTRY = b"PK\x01\x02"  # begins every entry of a zip's directory
_ENCRYPTED = 0x1


def read_archive(content: bytes, most: int, todo: str) -> dict[str, bytes]:
    """Return what lies in a zip, by name: at most `most` bytes in all, stored or deflated.

    Whatever its directory claims, no member is unpacked beyond that. `InputError` with `todo`
    says what is wrong: too large, encrypted, packed in another way, damaged.
    """
    try:
        if content.count(_ENTRY) > MOST_MEMBERS:  # before a directory of millions is read
            raise InputError(f"an archive of at most {MOST_MEMBERS} files", "more", todo)
        with ZipFile(io.BytesIO(content)) as archive:
            items = archive.infolist()
            _require_plain(items, most, todo)
            return {item.filename: _read(archive, item) for item in items}
    except InputError:
        raise
    except Exception as error:  # zipfile and zlib raise a dozen kinds for what is damaged
        raise InputError(
            "a whole archive", f"a damaged one ({type(error).__name__})", todo
        ) from error


def _require_plain(items: list[ZipInfo], most: int, todo: str) -> None:
    size = sum(item.file_size for item in items)
    if size > most:
        raise InputError(
            f"at most {most / 1e6:,.0f} MB once unpacked", f"{size / 1e6:,.1f} MB", todo
        )
    if len({item.filename for item in items}) < len(items):
        raise InputError("an archive of different files", "one name twice", todo)
    for item in items:
        if item.flag_bits & _ENCRYPTED:
            raise InputError("an archive without a password", f"{item.filename} encrypted", todo)
        if item.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            way = f"{item.filename} packed in another way (number {item.compress_type})"
            raise InputError("an archive that is stored or deflated", way, todo)


def _read(archive: ZipFile, item: ZipInfo) -> bytes:
    with archive.open(item) as member:
        data = member.read(item.file_size + 1)  # a bare read() would unpack all there is
    if len(data) != item.file_size:
        raise EOFError(item.filename)
    return data
