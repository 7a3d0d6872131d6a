"""The ten bars: each digit its own share and logit, the best one coloured."""

import re

import numpy as np

from ui.figures import style
from ui.figures.answer import no_bars, probability_bars, saying

SHARES = np.array([0.05, 0.02, 0.6, 0.03, 0.1, 0.02, 0.08, 0.04, 0.05, 0.01])
LOGITS = np.array([0.5, -1.25, 3.0, -0.1, 1.0, -2.0, 0.8, 0.2, 0.4, -3.456])


def test_every_digit_has_its_own_bar_share_and_logit() -> None:
    html = probability_bars(SHARES, LOGITS, sure=True)
    rows = re.findall(
        r"<b>(\d)</b>.*?width:([\d.]+)%;background:(#\w+).*?<i>(.*?) %</i><i>(.*?)</i>", html
    )
    assert [int(digit) for digit, *_ in rows] == list(range(10))
    assert [float(wide) for _, wide, *_ in rows] == [5, 2, 60, 3, 10, 2, 8, 4, 5, 1]
    assert [float(share) for *_, share, _ in rows] == [5, 2, 60, 3, 10, 2, 8, 4, 5, 1]
    assert [rows[at][4] for at in (1, 2, 9)] == ["−1.25", "3.00", "−3.46"]
    coloured = [digit for digit, _, colour, *_ in rows if colour == style.MAP]
    assert coloured == ["2"]


def test_a_doubtful_answer_has_no_coloured_bar() -> None:
    assert style.MAP not in probability_bars(SHARES, LOGITS, sure=False)


def test_before_an_answer_ten_digits_stand_without_numbers() -> None:
    rows = re.findall(r"<b>(\d)</b><div class=\"track\"></div><i>–</i><i>–</i>", no_bars())
    assert [int(digit) for digit in rows] == list(range(10))


def test_the_style_sheet_is_sent_once() -> None:
    assert probability_bars(SHARES, LOGITS, sure=True).count("<style>") == 1


def test_the_word_comes_before_its_reason_and_its_picture() -> None:
    html = saying("7", "91 % sure", "<img>")
    assert "<strong>7</strong>" in html
    assert html.index("91 % sure") < html.index("<img>")
