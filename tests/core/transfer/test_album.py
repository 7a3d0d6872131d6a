"""Classes and photos: added, named, moved, dropped; what does not fit is said and costs nothing."""

from dataclasses import replace

import numpy as np
import pytest

from cnncore.errors import InputError
from cnncore.transfer.album import (
    MOST_CLASSES,
    MOST_PHOTOS,
    Album,
    add_kind,
    add_shots,
    drop_kind,
    drop_shots,
    move_shots,
    name_kind,
    rename_kind,
    take_shot,
)
from tests.core.transfer.conftest import plain_album, plain_shot


@pytest.mark.parametrize("name", ["", "   ", "a" * 25, "a\x00b", "a\u202eb"])
def test_names_that_are_none_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="a name of 1 to 24 letters"):
        name_kind(name)


def test_a_name_is_there_once_whatever_its_case() -> None:
    album = add_kind(Album(), "Cup")
    with pytest.raises(InputError, match="taken"):
        add_kind(album, "cUP")
    two = add_kind(album, "Ball")
    with pytest.raises(InputError, match="taken"):
        rename_kind(two, 1, "cup")
    assert rename_kind(two, 1, "ball").kinds[1].name == "ball"


def test_classes_have_colours_of_their_own_and_end_at_six() -> None:
    album = Album()
    for number in range(MOST_CLASSES):
        album = add_kind(album, f"thing {number}")
    assert len({kind.colour for kind in album.kinds}) == MOST_CLASSES
    with pytest.raises(InputError, match="at most 6 classes"):
        add_kind(album, "one more")
    again = add_kind(drop_kind(album, 2), "new")
    assert again.kinds[-1].colour == album.kinds[2].colour


def test_a_class_goes_with_its_photos_and_the_others_stay_theirs() -> None:
    album = plain_album(np.eye(5), [0, 1, 2, 1, 2])
    left = drop_kind(album, 1)
    assert [kind.name for kind in left.kinds] == ["thing 1", "thing 3"]
    assert left.labels.tolist() == [0, 1, 1]
    assert [one.digest for one in left.shots] == [album.shots[i].digest for i in (0, 2, 4)]
    assert left.counts == (1, 2)


def test_a_photo_twice_stays_where_it_was() -> None:
    album = plain_album(np.eye(2), [0, 1])
    same = replace(album.shots[0], label=1)
    after, problems = add_shots(album, [same, plain_shot(np.zeros(2), 1, seed=9)])
    assert after.counts == (1, 2)
    assert [str(one) for one in problems]
    assert "thing 1 already" in problems[0].got


def test_photos_end_at_two_hundred_and_the_rest_is_counted() -> None:
    album = plain_album(np.zeros((MOST_PHOTOS - 1, 2)), (MOST_PHOTOS - 1) * [0])
    more = [plain_shot(np.zeros(2), 0, seed=1000 + i) for i in range(5)]
    after, problems = add_shots(album, more)
    assert len(after.shots) == MOST_PHOTOS
    assert [one.got for one in problems] == ["4 more"]


def test_marked_photos_are_moved_and_dropped() -> None:
    album = plain_album(np.eye(4), [0, 0, 1, 1])
    some = {album.shots[0].digest, album.shots[3].digest}
    assert move_shots(album, some, 1).labels.tolist() == [1, 0, 1, 1]
    assert [one.label for one in drop_shots(album, some).shots] == [0, 1]


def test_a_photo_is_kept_as_its_middle_square(network) -> None:
    photo = np.zeros((300, 500, 3), np.uint8)
    photo[:, 100:400] = (200, 30, 30)
    shot = take_shot(network, photo, 0)
    assert shot.square.shape == (224, 224, 3)
    np.testing.assert_array_equal(shot.square[5, 5], (200, 30, 30))
    again = take_shot(network, shot.square, 0)
    assert again.digest == shot.digest
    np.testing.assert_array_equal(again.numbers, shot.numbers)
    assert shot.numbers.shape == (1280,)
    assert len(shot.png) < 2_000
