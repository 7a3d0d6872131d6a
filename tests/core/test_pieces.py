"""Long work in pieces: every piece tells how far it is, and together they are the whole."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from cnncore.imagenet.classifiers import Classifier, efficientnet_lite0
from cnncore.inside.doubt import calibrate
from cnncore.networks.simple_cnn import load_pretrained
from cnncore.pieces import Pieces
from cnncore.transfer.album import Album, take_in_turn, take_shots
from cnncore.transfer.learning import DRAWS, by_number, effects, train
from cnncore.transfer.other_light import CHANGES, other_light
from cnncore.transfer.ready import ready_album
from cnncore.transfer.scratch import from_scratch
from cnncore.transfer.trap import TESTED, catch


@pytest.fixture(scope="module")
def network() -> Classifier:
    return efficientnet_lite0()


def shares(pieces: Pieces) -> tuple[list[float], object]:
    """Return what was yielded after each piece, and the result."""
    told = []
    while True:
        try:
            told.append(next(pieces))
        except StopIteration as done:
            return told, done.value


@pytest.fixture(scope="module")
def album(network) -> Album:
    told, album = shares(ready_album(network, "ground", each=6))
    assert told == pytest.approx(np.arange(1, 13) / 12)
    return album


WORK: dict[str, tuple[Callable[[Classifier, Album], Pieces], int]] = {
    "catch": (lambda network, album: catch(network, "ground", album), 2 * TESTED),
    "number": (lambda network, album: by_number(train(album)), 3 * DRAWS),  # 1, 2 and all
    "effects": (lambda network, album: effects(train(album)), 12),
    "light": (lambda network, album: other_light(network, train(album)), 2 * len(CHANGES)),
    "calibrate": (lambda network, album: calibrate(load_pretrained()), 19 + 6),  # known, held out
    "scratch": (lambda network, album: from_scratch(train(album), epochs=3), 3),
}


@pytest.mark.parametrize("name", WORK)
def test_every_piece_tells_how_far_it_is(network, album, name: str) -> None:
    begin, most = WORK[name]
    told, _ = shares(begin(network, album))
    assert most / 2 < len(told) <= most
    assert told == sorted(set(told))
    assert told[0] > 0
    assert 1 - 1 / len(told) <= told[-1] <= 1


def test_photos_taken_in_turn_are_those_taken_at_once_and_drawn_no_sooner(network) -> None:
    random = np.random.default_rng(0)
    photos = [random.integers(0, 256, (40, 50, 3), np.uint8) for _ in range(3)]
    drawn = []

    def draw() -> Iterator[tuple[np.ndarray, int]]:
        for number, photo in enumerate(photos):
            drawn.append(number)
            yield photo, number % 2

    pieces = take_in_turn(network, draw(), 3)
    next(pieces)
    assert drawn == [0]
    told, taken = shares(pieces)
    assert told == pytest.approx([2 / 3, 1])
    at_once = take_shots(network, photos, 0)
    assert [one.digest for one in taken] == [one.digest for one in at_once]
    assert [one.label for one in taken] == [0, 1, 0]
    for one, other in zip(taken, at_once, strict=True):
        np.testing.assert_allclose(one.numbers, other.numbers, atol=1e-4)
