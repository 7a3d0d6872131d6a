"""A run's folder on its way: what a machine far away is sent, and what it sends home."""

import contextlib
from collections.abc import Mapping

from cnncore.runs.files import write_whole
from cnncore.runs.folder import STATUS, TO_BEGIN, RunFolder
from cnncore.runs.learnt import STATE, is_learnt


def packed(folder: RunFolder) -> dict[str, bytes]:
    """Return what another machine needs to begin this run, or to go on with it."""
    paths = [folder.path / name for name in TO_BEGIN]
    return {path.name: path.read_bytes() for path in paths if path.exists()}


def unpack(folder: RunFolder, files: Mapping[str, bytes]) -> None:
    """Make the folder from what `packed` returned on another machine."""
    folder.path.mkdir(parents=True)
    for name in TO_BEGIN:
        if name in files:
            (folder.path / name).write_bytes(files[name])


def changed_files(folder: RunFolder, known: dict[str, int]) -> dict[str, bytes]:
    """Return the files to send home that are new since the last look, noted in `known`."""
    files = {}
    for path in sorted(folder.path.rglob("*")):
        name = path.relative_to(folder.path).as_posix()
        with contextlib.suppress(OSError):
            stamp = path.stat().st_mtime_ns
            if _is_sent_home(name) and known.get(name) != stamp:
                files[name] = path.read_bytes()
                known[name] = stamp
    return files


def receive(folder: RunFolder, files: Mapping[str, bytes]) -> bool:
    """Write what another machine has sent; tell whether a state to go on from is among it."""
    known = [name for name in files if _is_sent_home(name)]
    for name in sorted(known, key=STATUS.__eq__):  # last: who reads it finds the rest in place
        path = folder.path / name
        if path.parent != folder.path:
            path.parent.mkdir(exist_ok=True)
        write_whole(path, files[name])
    return STATE in known


def _is_sent_home(name: str) -> bool:
    return name == STATUS or is_learnt(name)
