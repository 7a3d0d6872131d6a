"""Which photos are set aside: whole groups of near duplicates, none on both sides."""

from typing import TYPE_CHECKING

import numpy as np

from cnncore.transfer.likeness import likeness

if TYPE_CHECKING:
    from cnncore.transfer.album import Album

PART = 0.25  # of each class, at least, is set aside
_BITS_APART = 10  # of 64, up to which two outlines are nearly the same
_ALIKE = 0.98  # cosine from which on two photos' numbers are


def groups(album: "Album") -> np.ndarray:
    """Return a group's number for every photo, (N,): photos of one burst, and near duplicates.

    Near duplicates have nearly the same outline, or nearly the same numbers.
    """
    count = len(album.shots)
    parent = list(range(count))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = place = parent[parent[place]]
        return place

    def join(one: int, other: int) -> None:
        parent[max(root(one), root(other))] = min(root(one), root(other))

    bursts: dict[str, int] = {}
    for place, shot in enumerate(album.shots):
        if shot.burst:
            join(bursts.setdefault(shot.burst, place), place)
    if count:
        outlines = np.stack([shot.outline for shot in album.shots])
        apart = (outlines[:, None] != outlines[None]).sum(axis=2)
        near = (apart <= _BITS_APART) | (likeness(album.numbers, album.numbers) >= _ALIKE)
        for one, other in np.argwhere(near):
            join(int(one), int(other))
    return np.array([root(place) for place in range(count)], np.int64)


def hold_out(labels: np.ndarray, group: np.ndarray, *, seed: int = 0) -> np.ndarray:
    """Return which photos are set aside, (N,) bool: about a quarter of each class, whole groups.

    Of every class at least one group is left to learn from, so a class of one group has none set
    aside; nor is a group set aside that holds photos of two classes.

    >>> hold_out(np.array([0, 0, 0, 1]), np.array([0, 0, 1, 2])).tolist()
    [False, False, True, False]
    """
    random = np.random.default_rng(seed)
    aside = np.zeros(len(labels), bool)
    for label in np.unique(labels):
        members = labels == label
        own = [
            number
            for number in np.unique(group[members])
            if (labels[group == number] == label).all()
        ]
        left = len(np.unique(group[members]))
        order = sorted(random.permutation(own), key=lambda one: (group == one).sum())
        for number in order:
            if aside[members].mean() >= PART or left == 1:
                break
            aside |= group == number
            left -= 1
    return aside
