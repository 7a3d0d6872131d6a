"""Train on an album, judge by what was set aside, and ask what each photo did."""

from dataclasses import dataclass

import numpy as np

from cnncore.errors import InputError
from cnncore.pieces import Pieces
from cnncore.transfer.album import Album, require_trainable
from cnncore.transfer.held_out import groups, hold_out
from cnncore.transfer.last_layer import LastLayer, fit_last_layer
from cnncore.transfer.likeness import likeness

NUMBERS = (1, 2, 5, 10)  # photos a class that are tried, and then all
DRAWS = 10


@dataclass(frozen=True)
class Learnt:
    """A last layer, the album it learnt from, and which photos (N,) bool were set aside before."""

    album: Album
    aside: np.ndarray
    layer: LastLayer

    @property
    def chances(self) -> np.ndarray:
        """The probability of each class for every photo, (N, K)."""
        return self.layer.chances(self.album.numbers)

    @property
    def said(self) -> np.ndarray:
        """The class named for every photo, (N,)."""
        return self.chances.argmax(axis=1)

    @property
    def tested(self) -> int:
        """How many photos were set aside."""
        return int(self.aside.sum())

    @property
    def right(self) -> int:
        """How many of them are named right."""
        return int((self.said == self.album.labels)[self.aside].sum())

    @property
    def confusion(self) -> np.ndarray:
        """Count photos set aside by (truth, answer): (K, K)."""
        classes = len(self.album.kinds)
        table = np.zeros((classes, classes), int)
        np.add.at(table, (self.album.labels[self.aside], self.said[self.aside]), 1)
        return table

    def nearest(self, numbers: np.ndarray, count: int) -> list[tuple[int, float]]:
        """Return the training photos most like one of numbers (C,): (place, cosine), best first."""
        alike = likeness(numbers[None], self.album.numbers)[0]
        alike[self.aside] = -np.inf
        order = np.argsort(-alike, kind="stable")[: min(count, int((~self.aside).sum()))]
        return [(int(place), float(alike[place])) for place in order]


@dataclass(frozen=True)
class Curve:
    """Accuracy against photos a class: `numbers` (M,), and over the draws mean, least and most."""

    numbers: tuple[int, ...]
    mean: np.ndarray
    least: np.ndarray
    most: np.ndarray
    tested: int


@dataclass(frozen=True)
class Threshold:
    """How like a training photo something must be to be answered, and what that costs.

    Of the photos set aside `kept` of `own` are still answered, of other pictures `refused` of
    `others` are not.
    """

    value: float
    kept: int
    own: int
    refused: int
    others: int


def train(album: Album) -> Learnt:
    """Set photos aside, then fit the last layer to the rest. Raise `InputError` if too few."""
    require_trainable(album)
    return learn(album, hold_out(album.labels, groups(album)))


def learn(album: Album, aside: np.ndarray) -> Learnt:
    """Fit the last layer to all photos but those set `aside`, (N,) bool."""
    layer = fit_last_layer(album.numbers[~aside], album.labels[~aside], len(album.kinds))
    return Learnt(album, aside, layer)


def starving(learnt: Learnt) -> int | None:
    """Return a class that is starved, or None: of its photos set aside none is named right, and
    another had at least twice its photos to learn from."""
    counts = np.bincount(learnt.album.labels[~learnt.aside], minlength=len(learnt.album.kinds))
    table = learnt.confusion
    for place in np.argsort(counts, kind="stable"):
        missed = table[place].sum() > 0 and table[place, place] == 0
        if missed and counts.max() >= 2 * counts[place]:
            return int(place)
    return None


def effects(learnt: Learnt) -> Pieces[tuple[float, ...]]:
    """Return for each photo what leaving it out does to the photos set aside, in the album's order:
    by how much the mean probability of the right class falls (positive: the photo helps).

    A photo is a piece: every time the layer is fitted anew. Photos set aside give 0, as does the
    last of its class. Raise `InputError` where nothing was set aside.
    """
    album, labels = learnt.album, learnt.album.labels
    if not learnt.tested:
        raise InputError("photos set aside", "none", "Add photos from another moment.")
    usual = _rightness(learnt.layer, learnt)
    kept = ~learnt.aside
    found = np.zeros(len(labels))
    for place in range(len(labels)):
        if kept[place] and (labels[kept] == labels[place]).sum() > 1:
            rest = kept.copy()
            rest[place] = False
            layer = fit_last_layer(album.numbers[rest], labels[rest], len(album.kinds))
            found[place] = usual - _rightness(layer, learnt)
        yield (place + 1) / len(labels)
    return tuple(found.tolist())


def by_number(learnt: Learnt, *, draws: int = DRAWS) -> Pieces[Curve]:
    """Learn from 1, 2, 5, 10 and all photos a class, drawn anew `draws` times; same test photos."""
    if not learnt.tested:
        raise InputError("photos set aside", "none", "Add photos from another moment.")
    album, labels = learnt.album, learnt.album.labels
    places = [np.flatnonzero(~learnt.aside & (labels == k)) for k in range(len(album.kinds))]
    largest = max(map(len, places))
    numbers = (*(number for number in NUMBERS if number < largest), largest)
    scores = np.zeros((len(numbers), draws))
    for draw in range(draws):
        random = np.random.default_rng(draw)
        orders = [random.permutation(one) for one in places]
        for row, number in enumerate(numbers):
            if number == largest and draw:  # all photos are the same photos in every draw
                scores[row, draw] = scores[row, 0]
                continue
            some = np.concatenate([order[:number] for order in orders])
            layer = fit_last_layer(album.numbers[some], labels[some], len(album.kinds))
            said = layer.scores(album.numbers[learnt.aside]).argmax(axis=1)
            scores[row, draw] = (said == labels[learnt.aside]).mean()
            yield (draw * len(numbers) + row + 1) / scores.size
    return Curve(numbers, scores.mean(1), scores.min(1), scores.max(1), learnt.tested)


def none_of_these(learnt: Learnt, others: np.ndarray) -> Threshold:
    """Choose from which likeness on something is answered, by photos set aside and by others.

    `others` (M, C) are the numbers of pictures of none of the classes. The threshold keeps the
    largest share of one kind plus refuses the largest of the other; between equals, the middle.
    """
    if not learnt.tested:
        raise InputError("photos set aside", "none", "Add photos from another moment.")
    known = learnt.album.numbers[~learnt.aside]
    own = likeness(learnt.album.numbers[learnt.aside], known).max(axis=1)
    other = likeness(others, known).max(axis=1)
    values = np.unique(np.concatenate([own, other]))
    cuts = (values[1:] + values[:-1]) / 2
    gain = [(own >= cut).mean() + (other < cut).mean() for cut in cuts]
    best = np.flatnonzero(np.isclose(gain, max(gain)))
    value = float(cuts[best[len(best) // 2]])
    kept, refused = int((own >= value).sum()), int((other < value).sum())
    return Threshold(value, kept, len(own), refused, len(other))


def _rightness(layer: LastLayer, learnt: Learnt) -> float:
    labels = learnt.album.labels[learnt.aside]
    chances = layer.chances(learnt.album.numbers[learnt.aside])
    return float(chances[np.arange(len(labels)), labels].mean())
