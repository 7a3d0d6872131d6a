"""Files that others read while they are written."""

import os
import time
from pathlib import Path

_ASIDE = "unreadable"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file aside and move it into place: a reader sees the old or the new, never half."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def read_some(path: Path, most: int) -> bytes:
    """Return a file's first `most` bytes, and one more where it is longer."""
    with path.open("rb") as file:
        return file.read(most + 1)


def set_aside(path: Path) -> None:
    """Move a file that cannot be read into a folder beside it: nothing unreadable is deleted."""
    home = path.parent / _ASIDE
    home.mkdir(exist_ok=True)
    os.replace(path, home / f"{path.name}.{time.time_ns()}")
