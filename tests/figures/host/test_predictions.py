"""What a room predicted: every prediction is in one bar, of its turn, with its cause."""

import re

from hypothesis import given, settings
from hypothesis import strategies as some

from cnncore.exercises import Exercise, slips
from cnncore.exercises.exercise import slips_of
from tests.figures.reading import plain
from ui.figures import style
from ui.host.figures.predictions import MOST_BARS, Bar, bars, chart

ASKED = Exercise(
    "size", 1, 1, "How large?", 4.0, "It is 4.",
    slips_of(4.0, {slips.EVERYWHERE: 36.0, slips.ONE_SIDE: 3.0}),
)  # fmt: skip


def test_numbers_stand_in_their_order_with_the_slip_behind_each() -> None:
    shown = bars(ASKED, (), {1: [3, 4, 36, 36, 5], 2: [4, 4, 4, 3, 5]})
    assert shown == (
        Bar("3", (1, 1), False, slips.ONE_SIDE.name),
        Bar("4", (1, 3), True),
        Bar("5", (1, 1), False),
        Bar("36", (2, 0), False, slips.EVERYWHERE.name),
    )


def test_every_choice_has_its_bar_also_that_which_nobody_took() -> None:
    asked = Exercise("choice", 1, 1, "Which?", 1.0, "The second.")
    shown = bars(asked, ("same", "larger", "smaller"), {1: [0, 0, 1]})
    assert [(bar.words, bar.counts, bar.right) for bar in shown] == [
        ("same", (2,), False),
        ("larger", (1,), True),
        ("smaller", (0,), False),
    ]


def test_the_right_answer_is_there_though_nobody_gave_it() -> None:
    assert bars(ASKED, (), {}) == (Bar("4", (), True),)
    assert Bar("4", (0,), True) in bars(ASKED, (), {1: [7.0]})


@settings(max_examples=200, deadline=None)
@given(some.dictionaries(some.integers(1, 4), some.lists(some.integers(-9, 40).map(float))))
def test_no_prediction_is_lost_or_counted_twice(turns: dict[int, list[float]]) -> None:
    shown = bars(ASKED, (), turns)
    counted = [sum(bar.counts[place] for bar in shown) for place in range(len(turns))]
    assert counted == [len(said) for said in turns.values()]
    assert len(shown) <= MOST_BARS + 2
    assert [bar.words for bar in shown if bar.right] == ["4"]


def test_a_bar_is_as_long_as_its_count_and_its_words_are_told_as_text() -> None:
    html = chart([Bar("<4>", (2, 4), True), Bar("5", (1, 0), False, "Forgot <b>")])
    rows = re.findall(r"width:([\d.]+)%;background:(#\w+)\"></i><span>(\d+)", html)
    assert rows == [
        ("40.0", style.MAP, "2"),
        ("80.0", style.MAP, "4"),
        ("20.0", style.NEUTRAL, "1"),
        ("0.0", style.NEUTRAL, "0"),
    ]
    assert "✓ &lt;4&gt;" in html
    assert "Forgot &lt;b&gt;" in plain(html)
