"""What a network says of a photo: the place of the heat, and classes with their own bars."""

import numpy as np

from tests.figures.reading import rgb
from ui.figures import style
from ui.figures.evidence import answer_bars, heat_over


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


def test_each_class_has_its_own_bar_the_first_on_top() -> None:
    fig = answer_bars([("cat", 0.7), ("dog", 0.2), ("cow", 0.05)])
    (bars,) = fig.data
    assert dict(zip(bars.y, bars.x, strict=True)) == {"cat": 0.7, "dog": 0.2, "cow": 0.05}
    assert bars.y[-1] == "cat"  # a level bar chart begins below
    assert bars.text[-1] == " 70.0 %"
    assert bars.orientation == "h"
