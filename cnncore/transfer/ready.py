"""Ready sets of drawn photos: two with a trap in them, and one without."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cnncore.errors import InputError
from cnncore.imagenet.classifiers import Classifier
from cnncore.pieces import Pieces
from cnncore.transfer.album import COLOURS, Album, Kind, Shot, take_in_turn
from cnncore.transfer.scenes import Scene, draw_scene

EACH = 12  # photos of a class
_SMALL, _LARGE = (0.18, 0.3), (0.3, 0.55)
_DAY, _NIGHT = "day", "night"


@dataclass(frozen=True)
class ReadySet:
    """Classes and, for every class, the scenes that its photos are drawn from, in turns.

    A set with a trap names it: by what its classes can be told apart without a look at the thing.
    `turned` is the trap turned round: each thing as only the other is in the set.
    """

    title: str
    names: tuple[str, ...]
    scenes: tuple[tuple[Scene, ...], ...]
    turned: tuple[Scene, ...] = ()
    trap: str = ""


def _lying(thing: str, ground: str, light: str = _DAY) -> Scene:
    return Scene(thing, ground, light, _SMALL)


def _anywhere(thing: str) -> tuple[Scene, ...]:
    return tuple(Scene(thing, ground, _DAY, _LARGE) for ground in ("cloth", "wood", "grass"))


READY = {
    "ground": ReadySet(
        "Apples and pears",
        ("Apple", "Pear"),
        ((_lying("apple", "grass"),), (_lying("pear", "wood"),)),
        (_lying("apple", "wood"), _lying("pear", "grass")),
        "the ground",
    ),
    "light": ReadySet(
        "Apples and balls",
        ("Apple", "Ball"),
        ((_lying("apple", "wood"),), (_lying("ball", "wood", _NIGHT),)),
        (_lying("apple", "wood", _NIGHT), _lying("ball", "wood")),
        "the light",
    ),
    "things": ReadySet(
        "Four things, anywhere",
        ("Apple", "Pear", "Ball", "Mug"),
        tuple(_anywhere(thing) for thing in ("apple", "pear", "ball", "mug")),
    ),
}


def ready_set(name: str) -> ReadySet:
    """Return the set of this name. Raise `InputError` for a name not listed.

    >>> ready_set("ground").names
    ('Apple', 'Pear')
    """
    if name not in READY:
        raise InputError(f"one of {', '.join(READY)}", repr(name), "Choose one of these.")
    return READY[name]


def draw_class(scenes: tuple[Scene, ...], count: int, seed: int) -> Iterator[np.ndarray]:
    """Draw `count` photos of a class, its scenes in turns, from `seed` on."""
    return (draw_scene(scenes[place % len(scenes)], seed + place) for place in range(count))


def ready_album(
    network: Classifier, name: str, *, each: int = EACH, seed: int = 0
) -> Pieces[Album]:
    """Draw a ready set and let the network look at it: `each` photos of every class."""
    chosen = ready_set(name)
    kinds = (Kind(*pair) for pair in zip(chosen.names, COLOURS, strict=False))
    return Album(tuple(kinds), (yield from _taken(network, chosen.scenes, each, seed)))


def turned_shots(
    network: Classifier, name: str, count: int, *, seed: int = 50_000
) -> Pieces[tuple[Shot, ...]]:
    """Draw `count` photos a class of a trap turned round: each thing where only the other lay."""
    scenes = tuple((scene,) for scene in ready_set(name).turned)
    return (yield from _taken(network, scenes, count, seed))


def _taken(
    network: Classifier, classes: tuple[tuple[Scene, ...], ...], each: int, seed: int
) -> Pieces[tuple[Shot, ...]]:
    photos = (
        (photo, label)
        for label, scenes in enumerate(classes)
        for photo in draw_class(scenes, each, seed + 1000 * label)
    )
    return (yield from take_in_turn(network, photos, each * len(classes)))
