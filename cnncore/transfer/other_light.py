"""The same photos in another light: does what was learnt still hold?"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cnncore.errors import InputError
from cnncore.imagenet.classifiers import Classifier
from cnncore.pieces import Pieces
from cnncore.transfer.features import look
from cnncore.transfer.learning import Learnt

_GREY = 127
_TOGETHER = 2  # photos of a piece
_EDGE = 0.2  # of a side: what lies further out counts as background


@dataclass(frozen=True)
class Changed:
    """How many of the `tested` photos set aside are named right after a change, and the first."""

    key: str
    name: str
    right: int
    tested: int
    example: np.ndarray


def other_light(network: Classifier, learnt: Learnt) -> Pieces[list[Changed]]:
    """Change the photos set aside in every way of `CHANGES` and name them again."""
    aside = np.flatnonzero(learnt.aside)
    if not len(aside):
        raise InputError("photos set aside", "none", "Add photos from another moment.")
    squares = np.stack([learnt.album.shots[place].square for place in aside])
    labels = learnt.album.labels[aside]
    results: list[Changed] = []
    for key, (name, change) in CHANGES.items():
        changed, right = change(squares), 0
        for place in range(0, len(aside), _TOGETHER):
            some = slice(place, place + _TOGETHER)
            said = learnt.layer.scores(look(network, changed[some]).numbers).argmax(axis=1)
            right += int((said == labels[some]).sum())
            part = min(1.0, (place + _TOGETHER) / len(aside))
            yield (len(results) + part) / len(CHANGES)
        results.append(Changed(key, name, right, len(aside), changed[0]))
    return results


def _times(factor: float) -> Callable[[np.ndarray], np.ndarray]:
    return lambda squares: np.rint(np.clip(squares * factor, 0, 255)).astype(np.uint8)


def _warm(squares: np.ndarray) -> np.ndarray:
    """Colour as a lamp of 2,700 K does beside daylight: less green, far less blue."""
    return np.rint(squares * np.array([1.0, 0.77, 0.45])).astype(np.uint8)


def _grey_edges(squares: np.ndarray) -> np.ndarray:
    """Grey out all but the middle: what is left of the answer does not come from the ground."""
    side = squares.shape[1]
    edge = round(_EDGE * side)
    middle = slice(edge, side - edge)
    changed = np.full_like(squares, _GREY)
    changed[:, middle, middle] = squares[:, middle, middle]
    return changed


CHANGES: dict[str, tuple[str, Callable[[np.ndarray], np.ndarray]]] = {
    "same": ("as they are", lambda squares: squares),
    "dark": ("a third as bright", _times(1 / 3)),
    "bright": ("half as bright again", _times(1.5)),
    "lamp": ("by a lamp", _warm),
    "mirror": ("in a mirror", lambda squares: squares[:, :, ::-1].copy()),
    "middle": ("edges greyed out", _grey_edges),
}
