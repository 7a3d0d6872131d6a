"""Adding photos: many files with progress, a zip of folders, or bursts of the camera."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import streamlit as st

from cnncore.errors import InputError
from cnncore.photos import decode_photo
from cnncore.transfer.album import MOST_PHOTOS, add_kind, add_shots, take_shots
from cnncore.transfer.project import unpack_photos
from ui.components.camera import show_camera
from ui.own_classes import cache, controls
from ui.own_classes.desk import Desk, desk, put, told
from ui.own_classes.figures.photos import strip
from ui.shared.imagenet import network

_AT_ONCE = 4  # photos that are read, looked at and shown together
_READERS = 2
_LEAST = 32  # pixels of a photo's shorter side
_MOST_PROBLEMS = 5


@dataclass(frozen=True)
class _File:
    """A file of an upload: a name for problems, its bytes, its class's place, its burst."""

    name: str
    data: bytes
    label: int
    burst: str = ""


def add_files(now: Desk, place: int) -> None:
    """Ask for files and add their photos to the class at `place`, a few at a time."""
    files = controls.upload(f"own_files_{now.files}")
    fresh = [file for file in files if file.file_id not in now.taken]
    if not fresh:
        return
    bar, shown = st.progress(0.0, f"Reading {len(fresh)} files…"), st.empty()
    problems: list[str] = []
    before = now.album
    for number, some in enumerate(_batched(fresh)):
        _take_in(list(_unpacked(some, place, problems)), problems)
        put(taken=desk().taken | {file.file_id for file in some}, before=before)
        done = min(len(fresh), (number + 1) * _AT_ONCE)
        bar.progress(done / len(fresh), f"{done} of {len(fresh)} files read")
        last = desk().album.shots[-8:]
        shown.html(strip([cache.thumbnail(shot.digest, shot) for shot in last]))
    put(files=now.files + 1, taken=frozenset(), problems=_shortened(problems))
    st.rerun()


def add_by_camera(place: int) -> None:
    """Draw the camera; its bursts are added to the class at `place`."""

    def taken(photos: list[np.ndarray]) -> None:
        burst = secrets.token_hex(4) if len(photos) > 1 else ""
        shots = take_shots(network(), photos, place, burst)
        album, problems = add_shots(desk().album, shots)
        put(album=album, problems=_shortened([told(one) for one in problems]))

    show_camera(key="camera", live=False, answered=0, on_photos=taken)
    st.caption("A burst is one group: all of it learns, or all of it tests.")


def _batched(files: list) -> Iterator[list]:
    for first in range(0, len(files), _AT_ONCE):
        yield files[first : first + _AT_ONCE]


def _unpacked(files: list, place: int, problems: list[str]) -> Iterator[_File]:
    """Yield the photos of some files, those in zips too, whose folders become classes."""
    for file in files:
        if not file.name.lower().endswith(".zip"):
            yield _File(file.name, file.getvalue(), place)
            continue
        try:
            packed = unpack_photos(file.getvalue())
            album = desk().album
            for name in packed.names:
                if name.casefold() not in {kind.name.casefold() for kind in album.kinds}:
                    album = add_kind(album, name)
        except InputError as problem:
            problems.append(told(problem, file.name))
            continue
        if album is not desk().album:
            put(album=album)
        places = {kind.name.casefold(): number for number, kind in enumerate(album.kinds)}
        for number, (folder, data, burst) in enumerate(packed.photos, 1):
            label = places.get(" ".join(folder.split()).casefold(), place)
            yield _File(f"{file.name}, photo {number}", data, label, burst)


def _take_in(files: list[_File], problems: list[str]) -> None:
    """Read, look at and add photos, a few at a time."""
    for some in _batched(files):
        room = MOST_PHOTOS - len(desk().album.shots)
        if room <= 0:
            full = InputError(f"at most {MOST_PHOTOS} photos in all", "more", "Delete some first.")
            problems.append(told(full))
            return
        with ThreadPoolExecutor(_READERS) as readers:
            read = list(readers.map(_read, some))
        for file, photo in zip(some, read, strict=True):
            if isinstance(photo, InputError):
                problems.append(told(photo, file.name))
                continue
            shots = take_shots(network(), [photo], file.label, file.burst)
            album, refused = add_shots(desk().album, shots)
            put(album=album)
            problems += [told(one, file.name) for one in refused]


def _read(file: _File) -> np.ndarray | InputError:
    try:
        return decode_photo(file.data, least=_LEAST)
    except InputError as problem:
        return problem


def _shortened(problems: list[str]) -> tuple[str, ...]:
    """Keep the first problems, and count the rest."""
    left = len(problems) - _MOST_PROBLEMS
    more = [f"And {left} more like these."] if left > 0 else []
    return tuple(problems[:_MOST_PROBLEMS] + more)
