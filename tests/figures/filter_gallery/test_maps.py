"""Maps and patches: signs, and what is framed."""

import numpy as np

from tests.figures.reading import rgb
from ui.figures import style
from ui.filter_gallery.figures.maps import boxed, kernel_picture, map_picture


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


def test_a_patch_is_framed_outside_and_untouched_inside() -> None:
    photo = np.arange(100 * 80 * 3, dtype=np.uint32).astype(np.uint8).reshape(100, 80, 3)
    seen = boxed(photo, (30, 10, 50, 40))
    np.testing.assert_array_equal(seen[30:50, 10:40], photo[30:50, 10:40])
    for row, col in ((29, 20), (50, 20), (40, 9), (40, 40)):
        assert seen[row, col].tolist() == rgb(style.PATCH)
    np.testing.assert_array_equal(seen[20, 60], photo[20, 60])


def test_a_patch_that_reaches_over_the_edge_is_untouched_where_there_is_photo() -> None:
    photo = np.arange(40 * 40 * 3, dtype=np.uint32).astype(np.uint8).reshape(40, 40, 3)
    seen = boxed(photo, (-3, -2, 10, 12))
    np.testing.assert_array_equal(seen[:10, :12], photo[:10, :12])
    assert seen[10, 5].tolist() == seen[5, 12].tolist() == rgb(style.PATCH)


def test_a_patch_at_the_photos_edge_is_framed_where_there_is_photo() -> None:
    photo = np.zeros((40, 40, 3), np.uint8)
    seen = boxed(photo, (0, 0, 10, 12))
    assert not seen[:10, :12].any()
    framed = (seen == rgb(style.PATCH)).all(axis=2)
    width = framed[0].sum()
    assert width > 1
    assert framed[10 : 10 + width, : 12 + width].all()
    assert framed[:10, 12 : 12 + width].all()
    assert framed.sum() == (10 + width) * (12 + width) - 10 * 12
