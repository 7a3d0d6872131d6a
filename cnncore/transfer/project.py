"""An album and what was learnt from it as one file: a zip of folders that any program can open."""

import io
import json
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import numpy as np

from cnncore.border.archives import read_archive
from cnncore.border.checked import read_json
from cnncore.errors import InputError
from cnncore.transfer.album import MOST_CLASSES, MOST_PHOTOS, Album
from cnncore.transfer.last_layer import LastLayer
from cnncore.transfer.learning import Learnt

ABOUT = "project.json"
WEIGHTS = "last_layer.json"
MOST_BYTES = 200_000_000  # of an archive of photos, once unpacked
_MOST_JSON = 1_000_000
_FORMAT = "own classes 1"
_TODO = "Choose a zip of photos, one folder a class, or a project saved here."


@dataclass(frozen=True)
class Packed:
    """What a zip holds: photos as (class or "", bytes, burst), the classes, and a last layer."""

    photos: tuple[tuple[str, bytes, str], ...]
    names: tuple[str, ...]
    layer: LastLayer | None = None


def pack_project(album: Album, learnt: Learnt | None) -> bytes:
    """Return the album as a zip: a folder a class with its photos, their bursts, and the weights.

    The photos are the squares that the network is given, as PNG: nothing of them is lost.
    """
    file = io.BytesIO()
    names = [kind.name for kind in album.kinds]
    bursts = {}
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for number, shot in enumerate(album.shots, 1):
            place = f"{shot.label + 1}/{number:03}.png"
            archive.writestr(place, shot.png)
            if shot.burst:
                bursts[place] = shot.burst
        about = {"format": _FORMAT, "classes": names, "bursts": bursts}
        archive.writestr(ABOUT, json.dumps(about, ensure_ascii=False, indent=1))
        if learnt is not None:
            layer = learnt.layer
            rows = {"weights": layer.weights.tolist(), "biases": layer.biases.tolist()}
            archive.writestr(WEIGHTS, json.dumps(rows))
    return file.getvalue()


def unpack_photos(data: bytes) -> Packed:
    """Read a zip of photos: a project saved here, or any with one folder a class.

    It is measured before it is unpacked, and nothing in it is executed or decoded here. Files of
    no folder have the class "". Raise `InputError` for what is no such zip.
    """
    members = read_archive(data, MOST_BYTES, _TODO)
    about = members.pop(ABOUT, None)
    weights = members.pop(WEIGHTS, None)
    names, bursts = ((), {}) if about is None else _about(about)
    photos = []
    for path, content in members.items():
        parts = PurePosixPath(path).parts
        if path.endswith("/") or any(part.startswith((".", "__MACOSX")) for part in parts):
            continue
        if path.lower().endswith(".zip"):
            raise InputError("photos in the zip", f"another zip, {parts[-1]}", _TODO)
        folder = parts[-2] if len(parts) > 1 else ""
        if names and folder.isdecimal() and 1 <= int(folder) <= len(names):
            folder = names[int(folder) - 1]
        photos.append((folder, content, bursts.get(path, "")))
    if not photos:
        raise InputError("photos in the zip", "none", _TODO)
    if len(photos) > MOST_PHOTOS:
        raise InputError(f"at most {MOST_PHOTOS} photos", f"{len(photos)}", "Choose fewer.")
    found = names or tuple(dict.fromkeys(folder for folder, _, _ in photos if folder))
    if len(found) > MOST_CLASSES:
        raise InputError(f"at most {MOST_CLASSES} folders", f"{len(found)}", "Choose fewer.")
    return Packed(tuple(photos), found, None if weights is None else _layer(weights, len(found)))


def _about(content: bytes) -> tuple[tuple[str, ...], dict[str, str]]:
    told = _json(content)
    names, bursts = told.get("classes"), told.get("bursts", {})
    if (
        told.get("format") != _FORMAT
        or not isinstance(names, list)
        or not 0 < len(names) <= MOST_CLASSES
        or not all(isinstance(name, str) for name in names)
        or not isinstance(bursts, dict)
        or not all(isinstance(one, str) for one in bursts.values())
    ):
        raise InputError("a project saved here", f"another {ABOUT}", _TODO)
    return tuple(names), bursts


def _layer(content: bytes, classes: int) -> LastLayer:
    told = _json(content)
    try:
        weights = np.array(told.get("weights"), np.float32)
        biases = np.array(told.get("biases"), np.float32)
    except (TypeError, ValueError, OverflowError):
        weights = biases = np.zeros(0, np.float32)
    fits = weights.ndim == 2 and len(weights) == classes and biases.shape == (classes,)
    if not fits or not np.isfinite(weights).all() or not np.isfinite(biases).all():
        raise InputError(f"a last layer of {classes} classes", f"another {WEIGHTS}", _TODO)
    return LastLayer(weights, biases)


def _json(content: bytes) -> dict[str, Any]:
    try:
        told = read_json(content, _MOST_JSON)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise InputError("a project saved here", "one that cannot be read", _TODO)
    return told
