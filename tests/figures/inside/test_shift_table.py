"""The shift table: down is down, across is across, and the shade is that shift's own chance."""

import re

import numpy as np

from cnncore.chance import chance
from ui.figures import style
from ui.inside.figures.shift_table import shift_table

ANSWERS = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
CHANCES = np.array([[0.0, 0.1, 0.2], [0.3, 0.4, 0.5], [0.6, 0.7, 1.0]])


def rows(now: tuple[int, int]) -> list[str]:
    return re.findall(r"<tr>(.*?)</tr>", shift_table(ANSWERS, CHANCES, now))


def test_rows_are_shifts_down_and_columns_shifts_to_the_right() -> None:
    head, *body = rows((0, 0))
    assert re.findall(r"<th>(.*?)</th>", head) == ["−1", "0", "+1"]
    assert [re.search(r"<th>(.*?)</th>", row)[1] for row in body] == ["−1", "0", "+1"]
    read = [[int(cell) for cell in re.findall(r">(\d)</td>", row)] for row in body]
    assert read == ANSWERS.tolist()


def test_the_shade_is_the_chance() -> None:
    html = "".join(rows((0, 0)))
    titles = re.findall(r'title="(.*?)"', html)
    assert titles == [chance(one) for one in CHANCES.ravel()]
    assert (titles[0], titles[1], titles[-1]) == ("under 0.1 %", "10.0 %", "over 99.9 %")
    shades = [float(text) for text in re.findall(r"rgba\(31,157,99,([\d.]+)\)", html)]
    np.testing.assert_allclose(shades, 0.08 + 0.72 * CHANCES.ravel(), atol=0.006)


def test_the_shift_that_is_shown_is_ringed() -> None:
    ringed = [cell for row in rows((1, -1)) for cell in row.split("<td")[1:] if style.PATCH in cell]
    assert len(ringed) == 1
    assert ringed[0].endswith(">7</td>")
