"""For and against are not turned round, and the words give the scale's own ends."""

import numpy as np

from tests.figures.reading import images, plain, rgb
from ui.draw_digit.figures.evidence import evidence


def test_what_speaks_for_it_is_green_and_what_against_it_pink() -> None:
    digit, mapped = np.array([[1.0, 0.0, 0.0]]), np.array([[-1.5, 0.0, 1.5]])
    html = evidence(digit, mapped, 7, "logits")
    seen, heat = images(html)
    assert seen[0].tolist() == [[0] * 3, [255] * 3, [255] * 3]
    assert heat[0].tolist() == [rgb("#8e0152"), rgb("#f7f7f7"), rgb("#0b6b41")]
    assert "7: pink −1.50, white 0, green +1.50 logits" in plain(html)
    assert "What speaks for 7 in green and against it in pink" in html


def test_a_faint_map_is_drawn_as_strongly_as_a_loud_one() -> None:
    digit, mapped = np.zeros((1, 2)), np.array([[-0.002, 0.002]])
    (_, faint), (_, loud) = (images(evidence(digit, k * mapped, 7, "")) for k in (1, 1000))
    assert faint.tolist() == loud.tolist()
