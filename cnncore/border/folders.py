"""Folders that may not be writable: which one, why, and what to do, in a sentence."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cnncore.errors import InputError

_WHY = {
    errno.ENOSPC: "a full disk",
    errno.EDQUOT: "a full disk",
    errno.EROFS: "a disk that can only be read",
    errno.EACCES: "no permission to write there",
    errno.EPERM: "no permission to write there",
    errno.EEXIST: "a file where the folder should be",
    errno.ENOTDIR: "a file where the folder should be",
    errno.ENOENT: "no such folder",
}
_FULL = ("a full disk",)


def unwritable(folder: Path, variable: str, error: OSError) -> InputError:
    """Say that a folder, which the host moves by an environment variable, cannot be written.

    >>> print(unwritable(Path("/data"), "CNN_RUNS", OSError(errno.EROFS, "")))
    Expected a folder that can be written at /data; got a disk that can only be read. Tell the \
host: set CNN_RUNS to a folder that can be written, and start again.
    """
    why = _WHY.get(error.errno or 0, error.strerror or type(error).__name__)
    todo = f"set {variable} to a folder that can be written, and start again."
    if why in _FULL:
        todo = "make room on that disk."
    return InputError(f"a folder that can be written at {folder}", why, f"Tell the host: {todo}")


@contextmanager
def writing(folder: Path, variable: str) -> Iterator[None]:
    """Turn an OSError of the block into an InputError that names the folder."""
    try:
        yield
    except OSError as error:
        raise unwritable(folder, variable, error) from error


def require_writable(folder: Path, variable: str) -> None:
    """Make the folder if it is missing, and write a file there; InputError where that fails."""
    with writing(folder, variable):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"0")
            file.flush()
