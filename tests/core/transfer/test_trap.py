"""The traps: what they do to the network, measured, and what two photos mend."""

import functools
from collections.abc import Callable

import numpy as np
import pytest

from cnncore.imagenet.classifiers import Classifier
from cnncore.pieces import whole
from cnncore.transfer.learning import train
from cnncore.transfer.other_light import CHANGES, other_light
from cnncore.transfer.ready import READY, ready_album
from cnncore.transfer.scratch import from_scratch
from cnncore.transfer.trap import TESTED, Caught, catch, repair


@pytest.fixture(scope="module")
def sprung(network) -> Callable[[str], Caught]:
    """Return a set's trap, sprung once."""
    return functools.cache(lambda name: _caught(network, name))


def _caught(network: Classifier, name: str) -> Caught:
    return whole(catch(network, name, whole(ready_album(network, name))))


TRAPS = [name for name, one in READY.items() if one.trap]


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_not_seen_by_the_test_photos_and_two_photos_mend_it(
    network, sprung, name: str
) -> None:
    caught = sprung(name)
    assert caught.learnt.right == caught.learnt.tested == 6
    assert len(caught.turned) == 2 * TESTED
    assert caught.right <= 1
    mended = repair(network, name, caught, 2)
    assert mended.right >= 18
    assert mended.turned == caught.turned
    assert len(mended.learnt.album.shots) == len(caught.learnt.album.shots) + 2
    assert {one.label for one in mended.learnt.album.shots[-2:]} == {0, 1}
    assert not mended.learnt.aside[-2:].any()


def test_no_photo_that_mends_is_among_those_that_test(network, sprung) -> None:
    caught = sprung("ground")
    mended = repair(network, "ground", caught, 4)
    added = {one.digest for one in mended.learnt.album.shots[-4:]}
    assert len(added) == 4
    assert not added & {one.digest for one in caught.turned}


def test_a_set_without_a_trap_is_learnt(network) -> None:
    learnt = train(whole(ready_album(network, "things")))
    assert learnt.tested == 12
    assert learnt.right >= 11


def test_other_light_changes_the_photos_and_counts_again(network, ground) -> None:
    learnt = train(ground)
    told = whole(other_light(network, learnt))
    assert [one.key for one in told] == list(CHANGES)
    assert told[0].right == learnt.right
    first = learnt.album.shots[np.flatnonzero(learnt.aside)[0]].square
    by_key = {one.key: one.example for one in told}
    np.testing.assert_array_equal(by_key["same"], first)
    np.testing.assert_array_equal(by_key["mirror"], first[:, ::-1])
    np.testing.assert_allclose(by_key["dark"], first / 3, atol=0.51)
    assert by_key["bright"].mean() > first.mean()
    assert (by_key["middle"][:40] == 127).all()
    np.testing.assert_array_equal(by_key["middle"][60:160, 60:160], first[60:160, 60:160])
    assert by_key["lamp"][..., 2].mean() < first[..., 2].mean() / 2 + 1


def test_from_nothing_is_the_same_twice_and_learns_what_the_ground_tells(ground) -> None:
    learnt = train(ground)
    one, other = (whole(from_scratch(learnt, epochs=12)) for _ in range(2))
    assert one == other == learnt.tested  # grass is green and wood is brown
