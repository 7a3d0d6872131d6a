"""What is set aside: whole groups, something of each class left, near duplicates together."""

from dataclasses import replace

import numpy as np
import pytest

from cnncore.transfer.album import Album, take_shots
from cnncore.transfer.held_out import PART, groups, hold_out
from cnncore.transfer.scenes import Scene, draw_scene
from tests.core.transfer.conftest import plain_album


@pytest.mark.parametrize("seed", range(200))
def test_no_group_ever_stands_on_both_sides(seed: int) -> None:
    random = np.random.default_rng(seed)
    count = int(random.integers(1, 60))
    labels = random.integers(0, random.integers(1, 7), count)
    group = random.integers(0, random.integers(1, count + 1), count)
    aside = hold_out(labels, group, seed=seed)
    for number in np.unique(group):
        assert len(set(aside[group == number])) == 1
        if len(set(labels[group == number])) > 1:
            assert not aside[group == number].any()
    for label in np.unique(labels):
        of = labels == label
        assert not aside[of].all()
        own = [n for n in np.unique(group[of]) if set(labels[group == n]) == {label}]
        if len(np.unique(group[of])) > len(own) or len(own) > 1:
            kept = [n for n in own if not aside[group == n].any()]
            enough = aside[of].mean() >= PART
            assert enough or len(kept) + len(np.unique(group[of])) - len(own) == 1 or not kept


def test_twelve_photos_without_duplicates_give_three_to_test_with() -> None:
    labels = np.repeat([0, 1], 12)
    aside = hold_out(labels, np.arange(24))
    assert [int(aside[labels == k].sum()) for k in (0, 1)] == [3, 3]


def test_a_class_of_one_burst_has_nothing_set_aside(clouds) -> None:
    shots = [replace(one, burst="b" if one.label == 0 else "") for one in clouds.shots]
    album = replace(clouds, shots=tuple(shots))
    aside = hold_out(album.labels, groups(album))
    assert not aside[album.labels == 0].any()
    assert aside[album.labels == 1].sum() == 3


def test_near_duplicates_are_one_group_and_other_photos_are_not(network) -> None:
    one, other = (draw_scene(Scene("mug", "wood"), seed) for seed in (1, 2))
    darker = (one * 0.93).astype(np.uint8)
    shifted = np.roll(one, 2, axis=1)
    album = Album((), tuple(take_shots(network, [one, darker, shifted, other], 0)))
    assert groups(album).tolist() == [0, 0, 0, 3]


def test_an_empty_album_has_no_groups() -> None:
    assert groups(Album()).shape == (0,)
    assert hold_out(np.zeros(0, int), np.zeros(0, int)).shape == (0,)


def test_photos_of_one_burst_are_joined_whatever_they_show() -> None:
    album = plain_album(np.eye(4), [0, 0, 0, 0])
    shots = tuple(replace(one, burst=b) for one, b in zip(album.shots, "xyxz", strict=True))
    assert groups(replace(album, shots=shots)).tolist() == [0, 1, 0, 3]
