"""Every word of every lesson's address, with whatever a hand, a mail or a robot makes of it.

Nothing raises; what is no value gives the default, and leaves the address. CNN_ADDRESS_CASES is the
number of bad values tried of each word, and of pairs of words tried of each word.
"""

import math
import os
import random
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.asked_words import Word, words_of
from tests.pages.test_address import TABS
from ui.lessons import HOST, LESSONS
from ui.shared.old_links import key_of

NAMES = [lesson.name for lesson in (*LESSONS, HOST)]
CASES = float(os.environ.get("CNN_ADDRESS_CASES", "1"))
PAIRS = 0.4  # of a word, each case
# what a link says of itself: the lesson tells of it as long as it stands
OF_THE_LINK = {"room", "hide", "at"}
Value = str | list[str]
VALUES: tuple[Value, ...] = (
    "",
    "banana",
    "nan",
    "1e309",
    "-1e309",
    "inf",
    "-1",
    "-999999999999999999999",
    "0.5",
    "1e-320",
    "1_0",
    "٣",
    "9" * 400,
    "9" * 5000,
    "x" * 3000,
    "ключ 🙂 \u202e \u0000 é",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "' OR 1=1 --",
    "%s{0}$&=#?",
    "None",
    "TRUE",
    "1-2-3.4.5.6",
    "conv99999999k3-relu",
    "0" * 100 + "_" * 300,
    "1,1;1",
    ["", "3"],
    ["3", ""],
    ["", ""],
    ["1", "2", "inf"],
    ["2"] * 50,
)


def open_with(open_app, lesson: str, words: dict[str, Value]) -> AppTest:
    """Open a lesson under an address, then run it again, as any move of the visitor does."""
    app = open_app(lesson, **words)
    assert not app.exception, (words, app.exception[0].message)
    app.run()
    assert not app.exception, ("run again", words, app.exception[0].message)
    return app


def values(dice: random.Random, words: list[Word], count: float) -> Iterator[Value]:
    """Yield bad values in an order of chance, with what other words of the lesson hold between."""
    others = [option for word in words for option in word.options] or ["1"]
    pool = [*VALUES, dice.choice(others), [dice.choice(others), "1"]]
    dice.shuffle(pool)
    yield from pool[: max(1, round(count))]


def as_list(value: Value) -> list[str]:
    return value if isinstance(value, list) else [value]


def says(value: object, words: list[str]) -> bool:
    """Tell whether a control that holds `value` does what one of the words says."""
    if isinstance(value, list):
        return all(says(one, words) for one in value)
    if isinstance(value, bool):
        return str(value).lower() in [word.lower() for word in words]
    if isinstance(value, str):
        return any(word[: len(value)] == value for word in words)
    numbers = []
    for word in words:
        try:
            numbers.append(float(word))
        except ValueError:
            continue
    return any(math.isfinite(one) and value in (one, int(one)) for one in numbers)


def faults(app: AppTest, word: Word, given: Value) -> list[str]:
    """Say what is wrong with what a word has become, after it was `given` in the address."""
    left, words = as_list(app.query_params.get(word.name, [])), as_list(given)
    if word.kind == "choice":
        chosen = app.session_state["kept:choices"].chosen.get(word.name, word.default)
        meant = [key_of(word.name, one) for one in words]
        right = chosen == word.default or set(chosen) <= set(meant) & set(word.options)
        return [] if right and left in ([], chosen) else [f"{word.name}: {chosen}, left {left}"]
    if word.kind == "read":
        kept = left == words and word.name not in OF_THE_LINK
        return [f"{word.name} stays: {left}"] if kept else []
    if word.name not in app.session_state:
        return []
    value = app.session_state[word.name]
    right = value == word.default or says(value, words)
    clean = not left or says(value, left)
    return [] if right and clean else [f"{word.name}: holds {value!r}, left {left}"]


@pytest.mark.parametrize("lesson", NAMES)
def test_whatever_the_address_says(open_app, school, lesson: str) -> None:
    dice, found = random.Random(17), []
    words = words_of(lesson, TABS, open_app)
    for word in words:
        for value in values(dice, words, CASES):
            app = open_with(open_app, lesson, {**word.where, word.name: value})
            found += [(fault, value) for fault in faults(app, word, value)]
    for _ in range(round(CASES * PAIRS * len(words))):
        pair = dice.sample(words, 2)
        given = {word.name: next(values(dice, words, 1)) for word in pair}
        open_with(open_app, lesson, {**pair[0].where, **pair[1].where, **given})
    assert found == []
