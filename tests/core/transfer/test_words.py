"""Every sentence on what was learnt is true of its record, over random records."""

import re

import numpy as np
import pytest

from cnncore.pieces import whole
from cnncore.transfer import words
from cnncore.transfer.learning import Curve, Learnt, Threshold, learn, starving
from cnncore.transfer.other_light import Changed
from tests.core.transfer.conftest import plain_album

SEEDS = range(200)


def numbers_in(text: str) -> list[float]:
    return [float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*\.?\d*", text)]


def some_learnt(seed: int) -> Learnt:
    random = np.random.default_rng(seed)
    classes = int(random.integers(2, 5))
    labels = [*range(classes), *random.integers(0, classes, int(random.integers(4, 20)))]
    numbers = random.normal(0, 1, (len(labels), 3)) + np.array(labels)[:, None] * random.uniform(
        0, 2
    )
    aside = random.random(len(labels)) < 0.4
    aside[:classes] = False
    return learn(plain_album(numbers, [int(one) for one in labels]), aside)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_verdict_counts_what_was_set_aside(seed: int) -> None:
    learnt = some_learnt(seed)
    told = words.verdict(learnt)
    if not learnt.aside.any():
        assert told.startswith("No photo could be set aside")
        return
    said = learnt.layer.scores(learnt.album.numbers).argmax(axis=1)
    right = sum(
        said[i] == shot.label for i, shot in enumerate(learnt.album.shots) if learnt.aside[i]
    )
    assert numbers_in(told) == [right, learnt.aside.sum()]
    assert (" is named" in told) == (right == 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_starved_class_is_named_with_its_counts(seed: int) -> None:
    learnt = some_learnt(seed)
    told = words.starved(learnt)
    place = starving(learnt)
    if place is None:
        assert told == ""
        return
    counts = np.bincount(learnt.album.labels[~learnt.aside], minlength=len(learnt.album.kinds))
    of = learnt.aside & (learnt.album.labels == place)
    assert of.any()
    assert not (learnt.said[of] == place).any()
    assert counts.max() >= 2 * counts[place]
    few, many = learnt.album.kinds[place].name, learnt.album.kinds[int(counts.argmax())].name
    assert told.startswith(f"It never says {few} where that is right")
    assert f"{counts[place]} photo" in told
    assert f"{counts.max()} of {many}" in told
    assert f"Give {few} {counts.max() - counts[place]} more" in told


@pytest.mark.parametrize("seed", SEEDS)
def test_the_curve_is_told_by_its_ends(seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.integers(0, 11, (4, 5)) / 10
    if seed % 4 == 0:
        scores[0] = scores[0, 0]
    scores[-1] = scores[-1, 0]
    curve = Curve((1, 2, 5, 8), scores.mean(1), scores.min(1), scores.max(1), 10)
    told = numbers_in(words.growth(curve))
    mean, low, high = (100 * scores[0].mean(), 100 * scores[0].min(), 100 * scores[0].max())
    if low == high:
        assert "whichever it is" in words.growth(curve)
        assert told[0] == round(mean)
    else:
        assert told[:3] == [pytest.approx(mean, abs=0.51), round(low), round(high)]
    assert told[-2:] == [8, round(100 * scores[-1, 0])]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_worst_light_is_named(seed: int) -> None:
    random = np.random.default_rng(seed)
    rights = random.integers(0, 7, 5).tolist()
    blank = np.zeros((2, 2, 3), np.uint8)
    changed = [Changed(str(n), f"light {n}", right, 6, blank) for n, right in enumerate(rights)]
    told = words.holds(changed)
    worst = min(rights[1:])
    if worst >= rights[0]:
        assert told.startswith("No change costs anything")
        assert numbers_in(told) == [worst, 6]
    else:
        assert f"light {rights[1:].index(worst) + 1}" in told
        assert f"{worst} of 6 are named right instead of {rights[0]}" in told


@pytest.mark.parametrize("seed", SEEDS)
def test_costs_and_counts_are_those_of_the_record(seed: int) -> None:
    random = np.random.default_rng(seed)
    own, others = (int(one) for one in random.integers(1, 40, 2))
    kept, refused = int(random.integers(0, own + 1)), int(random.integers(0, others + 1))
    value = float(random.uniform(0, 1))
    told = numbers_in(words.costs(Threshold(value, kept, own, refused, others)))
    assert told == [round(value, 2), kept, own, refused, others]
    classes, frozen = int(random.integers(2, 7)), int(random.integers(1, 10**7))
    assert numbers_in(words.what_learns(classes, 1280, frozen)) == [1281, classes * 1281, frozen]
    learnt = some_learnt(seed)
    right, weights = int(random.integers(0, 9)), int(random.integers(1, 10**5))
    told = numbers_in(words.from_nothing(right, learnt, weights))
    assert told == [weights, right, learnt.tested, learnt.right]


def test_a_caught_network_is_told_by_both_counts(network) -> None:
    from cnncore.transfer.ready import ready_album
    from cnncore.transfer.trap import catch

    caught = whole(catch(network, "ground", whole(ready_album(network, "ground"))))
    learnt = caught.learnt
    said = learnt.layer.scores(np.stack([one.numbers for one in caught.turned])).argmax(1)
    right = sum(int(k) == one.label for k, one in zip(said, caught.turned, strict=True))
    assert numbers_in(words.caught(caught)) == [learnt.right, learnt.tested, right, 20]


def test_the_most_helpful_and_the_most_harmful_are_where_they_are() -> None:
    assert words.most_helpful(np.array([0.0, 0.3, -0.2, 0.1])) == (1, 2)
