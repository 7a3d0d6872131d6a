"""What the lessons know of a photo: its pixels, its words and a name for its pixels."""

import hashlib
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Photo:
    """What the gallery works on: (H, W, 3) uint8, its words, and whether it is a visitor's own.

    `digest` names the pixels, so that caches need not look at them. `note` is a sentence for
    whoever sees the photo, such as that its shades were stretched; usually empty.
    """

    pixels: np.ndarray
    title: str
    credit: str
    private: bool
    note: str = ""
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256(repr(self.pixels.shape).encode() + self.pixels.tobytes())
        object.__setattr__(self, "digest", digest.hexdigest())
