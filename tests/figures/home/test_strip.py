"""The seven steps: seven pictures of the record's own arrays, in their order."""

import re

import numpy as np

from cnncore.inside.seven_steps import Strip
from tests.figures.reading import images, rgb
from ui.figures import style
from ui.home.figures.strip import step_pictures


def _spot(count: int, side: int, place: tuple[int, int, int]) -> np.ndarray:
    maps = np.zeros((count, side, side), np.float32)
    maps[place] = 2.0
    return maps


STRIP = Strip(
    label=7,
    digit=_spot(1, 28, (0, 3, 9))[0] / 2,
    filters=np.zeros((16, 3, 3)),
    biases=np.zeros(16),
    first=_spot(16, 28, (1, 0, 5)),
    pooled=_spot(16, 14, (4, 2, 0)),
    second=_spot(32, 14, (31, 13, 13)),
    repooled=_spot(32, 7, (0, 5, 6)),
    scores=np.zeros(10),
    probabilities=np.array([0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.6, 0.08, 0.04]),
)
BRIGHTEST = rgb(style.ACTIVATION[-1][1])


def test_every_number_lies_in_the_pixel_of_its_map_row_and_column() -> None:
    html = step_pictures(STRIP)
    assert len(html) == 7
    seen = [images(one)[0] for one in html[:6]]
    assert np.argwhere((seen[0] == 0).all(axis=2)).tolist() == [[3, 9]]
    lit = [np.argwhere((one == BRIGHTEST).all(axis=2)).tolist() for one in seen[1:]]
    assert lit[0] == [[0, 29 + 5]]  # four maps in a row, 28 cells and a gap each
    assert lit[1] == [[15 + 2, 0]]
    assert lit[2] == [[5 * 15 + 13, 15 + 13]]  # six in a row: map 31 is the second of the sixth
    assert lit[3] == [[5, 6]]
    assert lit[4] == [list(divmod(5 * 7 + 6, 40))]


def test_the_answer_is_the_most_probable_digit() -> None:
    html = step_pictures(STRIP)[-1]
    assert "the answer is 7 with 60.0 %" in html
    rows = re.findall(r'class="row( won)?"><span>(\d)</span><i style="width:([\d.]+)%', html)
    assert [digit for won, digit, _ in rows if won] == ["7"]
    assert [float(wide) for *_, wide in rows] == [1, 2, 3, 4, 5, 6, 7, 60, 8, 4]
