"""Drawn photos: the same from the same seed, and what is named is what is seen."""

import numpy as np
import pytest

from cnncore.errors import InputError
from cnncore.transfer.ready import READY, ready_set
from cnncore.transfer.scenes import GROUNDS, LIGHTS, THINGS, Scene, draw_scene


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_a_seed_gives_one_picture_and_another_seed_another(thing: str, ground: str) -> None:
    scene = Scene(thing, ground)
    one = draw_scene(scene, 3)
    assert one.shape == (224, 224, 3)
    assert one.dtype == np.uint8
    np.testing.assert_array_equal(one, draw_scene(scene, 3))
    assert np.abs(one.astype(int) - draw_scene(scene, 4)).mean() > 3


def test_grounds_have_their_colours() -> None:
    corner = {
        ground: draw_scene(Scene("ball", ground, size=(0.2, 0.2)), 1)[:20, :20].reshape(-1, 3)
        for ground in ("grass", "wood")
    }
    red, green, _ = corner["grass"].mean(axis=0)
    assert green > 1.5 * red
    red, green, blue = corner["wood"].mean(axis=0)
    assert red > green > blue


def test_night_is_dark_and_blue() -> None:
    day, night = (
        draw_scene(Scene("apple", "wood", light), 5).reshape(-1, 3).mean(axis=0) for light in LIGHTS
    )
    assert night.sum() < day.sum() / 4
    assert night[2] / night[0] > 2 * day[2] / day[0]


@pytest.mark.parametrize(
    "scene", [Scene("car", "wood"), Scene("ball", "snow"), Scene("ball", "wood", "noon")]
)
def test_unknown_words_are_refused(scene: Scene) -> None:
    with pytest.raises(InputError, match="Choose one of these"):
        draw_scene(scene, 0)


def test_a_trap_turned_round_swaps_what_gives_it_away() -> None:
    traps = {name: one for name, one in READY.items() if one.trap}
    assert len(traps) >= 2
    for name, one in traps.items():
        (first,), (second,) = one.scenes
        for place, (scene, turned) in enumerate(zip((first, second), one.turned, strict=True)):
            assert turned.thing == scene.thing, name
            other = (second, first)[place]
            assert (turned.ground, turned.light) == (other.ground, other.light), name


def test_an_unknown_set_is_refused() -> None:
    with pytest.raises(InputError, match="Choose one of these"):
        ready_set("cats")
