"""Catch a network cheating: it learns a set with a trap, and meets the trap turned round."""

from dataclasses import dataclass, replace

import numpy as np

from cnncore.imagenet.classifiers import Classifier
from cnncore.pieces import Pieces, whole
from cnncore.transfer.album import Album, Shot
from cnncore.transfer.learning import Learnt, learn, train
from cnncore.transfer.ready import turned_shots

TESTED = 10  # photos a class of the trap turned round
MOST_ADDED = 4


@dataclass(frozen=True)
class Caught:
    """A network that learnt a set with a trap, and photos in which the trap is `turned` round.

    The last `added` photos of its album are of that kind too: the repair.
    """

    learnt: Learnt
    turned: tuple[Shot, ...]
    added: int

    @property
    def said(self) -> np.ndarray:
        """The class named for every turned photo."""
        numbers = np.stack([shot.numbers for shot in self.turned])
        return self.learnt.layer.scores(numbers).argmax(axis=1)

    @property
    def right(self) -> int:
        """How many turned photos are named right."""
        return int((self.said == [shot.label for shot in self.turned]).sum())


def catch(network: Classifier, name: str, album: Album) -> Pieces[Caught]:
    """Train on the album of a ready set with a trap, and show it the trap turned round."""
    learnt = train(album)
    return Caught(learnt, (yield from turned_shots(network, name, TESTED)), 0)


def repair(network: Classifier, name: str, caught: Caught, added: int) -> Caught:
    """Train once more, on `added` photos (0 to 4) against the trap as well, a class at a time."""
    each = MOST_ADDED // 2
    spare = whole(turned_shots(network, name, each, seed=60_000))
    more = [spare[place % 2 * each + place // 2] for place in range(added)]
    before = caught.learnt
    album = replace(before.album, shots=(*before.album.shots, *more))
    return replace(
        caught, learnt=learn(album, np.append(before.aside, np.zeros(added, bool))), added=added
    )
