"""Files that others read while they are written."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file aside and move it into place: a reader sees the old or the new, never half."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)
