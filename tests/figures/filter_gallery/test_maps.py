"""Maps, heat and patches: signs, the place of the heat, and classes with their own bars."""

import numpy as np

from tests.figures.reading import rgb
from ui.figures import style
from ui.filter_gallery.figures.maps import (
    answer_bars,
    boxed,
    heat_over,
    kernel_picture,
    map_picture,
)


def test_a_signed_map_is_green_above_and_pink_below_zero() -> None:
    seen = map_picture(np.array([[-2.0, 2.0], [0.0, 1.0]]), signed=True)
    assert seen[0].tolist() == [rgb("#8e0152"), rgb("#0b6b41")]
    assert seen[1].tolist() == [rgb("#f7f7f7"), rgb("#66b98e")]


def test_an_unsigned_map_is_the_lighter_the_larger() -> None:
    seen = map_picture(np.array([[0.0, 2.0, 4.0]]), signed=False)
    assert seen[0].tolist() == [rgb("#06140d"), rgb("#1f9d63"), rgb("#e9fff4")]


def test_a_kernel_is_yellow_above_and_violet_below_zero() -> None:
    seen = kernel_picture(np.array([[-4.0, 0.0], [2.0, 4.0]]))
    assert seen[0].tolist() == [rgb("#762a83"), rgb("#f7f7f7")]
    assert seen[1].tolist() == [rgb("#e7b93c"), rgb("#a06b00")]


def test_heat_keeps_the_photos_colours_where_it_is_and_greys_the_rest() -> None:
    photo = np.zeros((20, 40, 3), np.uint8)
    photo[...] = (200, 40, 10)
    heat = np.zeros((20, 40))
    heat[:, 30:] = 1.0
    seen = heat_over(photo, heat)
    cold, warm = seen[10, 5], seen[10, 38]
    assert len(set(cold.tolist())) == 1
    expected = 0.65 * photo[0, 0] + 0.35 * np.array(rgb(style.HEAT))
    np.testing.assert_allclose(warm, expected, atol=1)


def test_heat_lies_in_its_own_corner() -> None:
    heat = np.zeros((4, 8))
    heat[0, 7] = 1.0  # top right
    seen = heat_over(np.full((40, 80, 3), 128, np.uint8), heat).astype(int)
    tinted = np.abs(seen - seen[39, 0]).max(axis=2)
    assert tinted[2, 77] > 50
    assert tinted[37, 77] == tinted[2, 2] == 0


def test_a_patch_is_framed_outside_and_untouched_inside() -> None:
    photo = np.arange(100 * 80 * 3, dtype=np.uint32).astype(np.uint8).reshape(100, 80, 3)
    seen = boxed(photo, (30, 10, 50, 40))
    np.testing.assert_array_equal(seen[30:50, 10:40], photo[30:50, 10:40])
    for row, col in ((29, 20), (50, 20), (40, 9), (40, 40)):
        assert seen[row, col].tolist() == rgb(style.PATCH)
    np.testing.assert_array_equal(seen[20, 60], photo[20, 60])


def test_each_class_has_its_own_bar_the_first_on_top() -> None:
    fig = answer_bars([("cat", 0.7), ("dog", 0.2), ("cow", 0.05)])
    (bars,) = fig.data
    assert dict(zip(bars.y, bars.x, strict=True)) == {"cat": 0.7, "dog": 0.2, "cow": 0.05}
    assert bars.y[-1] == "cat"  # a level bar chart begins below
    assert bars.text[-1] == " 70.0 %"
    assert bars.orientation == "h"
