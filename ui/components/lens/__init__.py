"""The lens: before and after under one zoom, parted by a line; a pixel's sum, written out."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ui.components.mount import component
from ui.figures import style

WRITTEN = 7  # the side up to which the lens writes a kernel's numbers
_lens = component("lens", Path(__file__).parent)


@dataclass(frozen=True)
class Pair:
    """Two pictures of one size, lossless WebP or PNG; `start` is the (row, column) read first."""

    before: bytes
    after: bytes
    start: tuple[int, int]


def show_lens(
    pair: Pair,
    kernels: Sequence[np.ndarray],
    *,
    photo: str,
    colour: bool,
    border: str,
    rule: str,
    key: str,
) -> None:
    """Draw the pair; the browser writes out a pixel's sum from the exact pixels of `before`.

    `photo` names the photo: zoom and place are kept while it stays the same. `rule` says in one
    sentence how a sum becomes the pixel shown.
    """
    data = {
        "before": _url(pair.before),
        "after": _url(pair.after),
        "start": list(pair.start),
        "kernels": [np.asarray(kernel).tolist() for kernel in kernels],
        "photo": photo,
        "colour": colour,
        "border": border,
        "rule": rule,
        "written": WRITTEN,
        "patch": style.PATCH,
        "greys": style.stops(style.GREYS),
        "weights": style.stops(style.WEIGHTS),
        "signed": style.stops(style.SIGNED),
    }
    _lens(key=key, data=data)


def _url(picture: bytes) -> str:
    kind = "png" if picture.startswith(b"\x89PNG") else "webp"
    return f"data:image/{kind};base64,{b64encode(picture).decode()}"
