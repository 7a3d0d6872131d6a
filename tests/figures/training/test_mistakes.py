"""Which digits are taken for which: truth and answer are not swapped, counts are the record's."""

import re

import numpy as np

from tests.figures.reading import images, plain
from ui.figures import style
from ui.training.figures import mistakes

CONFUSION = np.zeros((10, 10), int)
CONFUSION[4, 9] = 7  # seven fours were read as nines
CONFUSION[9, 4] = 2
CONFUSION[4, 4] = 90


def test_a_row_of_the_table_is_a_truth_with_an_answer() -> None:
    table = mistakes.confusion_data(CONFUSION).set_index(["truth", "answer"])
    assert len(table) == 100
    assert table.loc[(4, 9)].tolist() == [7, 7]
    assert table.loc[(9, 4)].tolist() == [2, 2]
    assert table.loc[(4, 4)].tolist() == [90, 0]


def test_the_truth_goes_down_and_the_answer_across() -> None:
    chart = mistakes.confusion_chart(7, dark=False)
    assert (chart["encoding"]["y"]["field"], chart["encoding"]["y"]["title"]) == ("truth", "truth")
    assert (chart["encoding"]["x"]["field"], chart["encoding"]["x"]["title"]) == (
        "answer",
        "answer",
    )


def test_right_ones_are_green_and_wrong_ones_the_redder_the_more() -> None:
    right, wrong = mistakes.confusion_chart(7, dark=False)["layer"][0]["encoding"]["color"][
        "condition"
    ]
    assert right == {"test": "datum.truth == datum.answer", "value": style.MAP + "55"}
    assert wrong["field"] == "wrong"
    assert wrong["scale"]["domain"] == [0, 7]
    assert wrong["scale"]["range"] == [style.HELD_OUT + "00", style.HELD_OUT]


def test_a_cell_can_be_picked_only_where_a_click_leads_on() -> None:
    (pick,) = mistakes.confusion_chart(7, dark=False)["layer"][0]["params"]
    assert pick["select"]["fields"] == ["truth", "answer"]
    assert mistakes.confusion_chart(7, clickable=False, dark=False)["layer"][0]["params"] == []


def test_counts_take_the_themes_text_colour() -> None:
    light, dark = (mistakes.confusion_chart(3, dark=dark) for dark in (False, True))
    assert light["layer"][1]["mark"]["color"] == style.TEXT["light"]
    assert dark["layer"][1]["mark"]["color"] == style.TEXT["dark"]
    assert light["layer"][1]["encoding"]["text"]["condition"]["field"] == "count"


def test_a_misread_digit_has_its_own_truth_answer_and_share() -> None:
    drawn = np.zeros((2, 28, 28), np.uint8)
    drawn[1, 2, 5] = 255
    html = mistakes.misread(drawn, np.array([4, 7]), np.array([9, 1]), np.array([0.83, 0.4]))
    assert plain(html.rpartition("</style>")[2]) == "4 read as 9, 83 %7 read as 1, 40 %"
    assert re.findall(r'alt="(.*?)"', html) == ["A 4 taken for 9", "A 7 taken for 1"]
    empty, dotted = images(html)
    assert (empty == 255).all()
    assert np.argwhere((dotted == 0).all(axis=2)).tolist() == [[2, 5]]


def test_a_digits_bar_runs_from_90_to_100_percent() -> None:
    html = mistakes.by_digit(np.array([0.5, 0.9, 0.95, 0.99, 1, 1, 1, 1, 1, 0.925]))
    rows = re.findall(r"<b>(\d)</b>.*?width:(\d+)%.*?<i>(.*?)</i>", html)
    assert rows[:4] == [
        ("0", "0", "50.0%"),
        ("1", "0", "90.0%"),
        ("2", "50", "95.0%"),
        ("3", "90", "99.0%"),
    ]
    assert rows[9] == ("9", "25", "92.5%")
