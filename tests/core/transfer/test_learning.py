"""What is told of a training is what happened: counts, leaving out, fewer photos, refusing."""

from dataclasses import replace

import numpy as np
import pytest

from cnncore.errors import InputError
from cnncore.pieces import whole
from cnncore.transfer.held_out import groups, hold_out
from cnncore.transfer.last_layer import fit_last_layer
from cnncore.transfer.learning import (
    by_number,
    effects,
    learn,
    none_of_these,
    starving,
    train,
)
from cnncore.transfer.likeness import likeness, plane
from tests.core.transfer.conftest import plain_album


def test_what_was_set_aside_teaches_nothing(clouds) -> None:
    learnt = train(clouds)
    aside = hold_out(clouds.labels, groups(clouds))
    np.testing.assert_array_equal(learnt.aside, aside)
    changed = clouds.numbers.copy()
    changed[aside] = 99.0
    other = learn(plain_album(changed, clouds.labels.tolist()), aside)
    np.testing.assert_array_equal(learnt.layer.weights, other.layer.weights)


def test_right_answers_and_the_table_are_counted_on_what_was_set_aside(clouds) -> None:
    learnt = train(clouds)
    said = learnt.layer.scores(clouds.numbers).argmax(axis=1)
    pairs = [(int(clouds.labels[i]), int(said[i])) for i in np.flatnonzero(learnt.aside)]
    assert learnt.tested == len(pairs) == 6
    assert learnt.right == sum(truth == answer for truth, answer in pairs)
    for truth in (0, 1):
        for answer in (0, 1):
            assert learnt.confusion[truth, answer] == pairs.count((truth, answer))


def test_too_few_photos_are_refused_by_name() -> None:
    album = plain_album(np.eye(5), [0, 0, 0, 1, 1])
    with pytest.raises(InputError, match="Give thing 2 1 more"):
        train(album)


def test_the_nearest_are_those_it_learnt_from_the_most_alike_first(clouds) -> None:
    learnt = train(clouds)
    one = clouds.numbers[5]
    places, alike = zip(*learnt.nearest(one, 4), strict=True)
    assert not learnt.aside[list(places)].any()
    assert list(alike) == sorted(alike, reverse=True)
    rest = np.setdiff1d(np.flatnonzero(~learnt.aside), places)
    assert likeness(one[None], clouds.numbers[rest]).max() <= min(alike)


def test_the_effect_of_a_photo_is_what_leaving_it_out_changes(clouds) -> None:
    learnt = train(clouds)
    told = whole(effects(learnt))
    test, labels = learnt.aside, clouds.labels

    def rightness(kept: np.ndarray) -> float:
        layer = fit_last_layer(clouds.numbers[kept], labels[kept], 2)
        return float(layer.chances(clouds.numbers[test])[np.arange(6), labels[test]].mean())

    for place in range(24):
        if test[place]:
            assert told[place] == 0.0
            continue
        without = ~test
        without[place] = False
        assert told[place] == pytest.approx(rightness(~test) - rightness(without), abs=1e-6)
    assert max(told) > 0.001
    assert min(told) < 0


def test_a_curve_ends_with_all_photos_and_begins_with_one(clouds) -> None:
    learnt = train(clouds)
    curve = whole(by_number(learnt, draws=4))
    assert curve.numbers == (1, 2, 5, 9)
    assert curve.mean[-1] == curve.least[-1] == curve.most[-1] == learnt.right / learnt.tested
    assert (curve.least <= curve.mean).all()
    assert (curve.mean <= curve.most).all()
    assert curve.least[0] < curve.most[0]


def test_the_threshold_keeps_and_refuses_what_it_says(clouds) -> None:
    learnt = train(clouds)
    others = -np.abs(np.random.default_rng(1).normal(0, 1, (20, 5)))
    others[0] = clouds.numbers[0]  # one that is as like as can be
    told = none_of_these(learnt, others)
    known = clouds.numbers[~learnt.aside]
    own = likeness(clouds.numbers[learnt.aside], known).max(axis=1)
    other = likeness(others, known).max(axis=1)
    assert (told.kept, told.own) == ((own >= told.value).sum(), 6)
    assert (told.refused, told.others) == ((other < told.value).sum(), 20)
    best = told.kept / 6 + told.refused / 20
    for value in np.linspace(-1, 1, 201):
        assert (own >= value).mean() + (other < value).mean() <= best + 1e-9


def test_a_class_with_few_photos_that_is_never_named_is_told() -> None:
    random = np.random.default_rng(0)
    numbers = np.concatenate([random.normal(0, 1, (24, 3)), random.normal(0.1, 1, (4, 3))])
    album = plain_album(numbers, 24 * [0] + 4 * [1])
    aside = np.zeros(28, bool)
    aside[[0, 1, 2, 27]] = True
    learnt = learn(album, aside)
    assert learnt.said[27] == 0
    assert starving(learnt) == 1
    ten = np.isin(np.arange(28), [0, 1, 2, *range(3, 21), 27])
    assert starving(learn(album, ten)) is None  # three photos each: nothing starves


@pytest.mark.parametrize("ask", [by_number, effects])
def test_without_photos_set_aside_nothing_is_claimed(clouds, ask) -> None:
    learnt = learn(clouds, np.zeros(24, bool))
    with pytest.raises(InputError, match="from another moment"):
        whole(ask(learnt))
    with pytest.raises(InputError, match="from another moment"):
        none_of_these(learnt, np.ones((2, 5)))


def test_the_plane_is_that_of_the_largest_spread_and_stays() -> None:
    random = np.random.default_rng(0)
    numbers = random.normal(0, 1, (40, 6)) * np.array([1, 9, 1, 4, 1, 1])
    points = plane(numbers, numbers)
    assert np.abs(np.corrcoef(points[:, 0], numbers[:, 1])[0, 1]) > 0.99
    assert np.abs(np.corrcoef(points[:, 1], numbers[:, 3])[0, 1]) > 0.95
    np.testing.assert_allclose(plane(numbers[::-1], numbers[::-1]), points[::-1], atol=1e-8)
    assert plane(np.ones((1, 3)), np.ones((1, 3))).tolist() == [[0.0, 0.0]]


def test_a_renamed_class_keeps_what_was_learnt(clouds) -> None:
    learnt = train(clouds)
    other = replace(learnt, album=clouds)
    assert other.right == learnt.right
