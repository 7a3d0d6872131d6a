"""Convolution's exercises: the answer is the right one, and every slip is told by its cause."""

import re

import numpy as np
import pytest

from cnncore import InputError
from cnncore.exercises import check, slips
from cnncore.exercises.convolution import KINDS, convolution_exercise

CAUSES = {
    "cell": {
        1: {"FLIPPED", "WRONG_PATCH", "SUMS"},
        2: {"FLIPPED", "WRONG_PATCH", "NO_STRIDE", "NO_BIAS", "SIGN", "SUMS"},
        3: {"FLIPPED", "WRONG_PATCH", "NO_CHANNEL", "NO_BIAS", "BIAS_EACH", "SIGN", "SUMS"},
    },
    "size": {
        1: {"NO_ONE"},
        2: {"NO_ONE", "ONE_P", "UNPADDED", "ROUNDED_UP", "NO_STRIDE"},
        3: {"NO_ONE", "ONE_P", "UNPADDED", "ROUNDED_UP", "NO_STRIDE", "NO_DILATION", "SWAPPED"},
    },
    "weights": {
        1: {"NO_BIAS", "ONE_SIDE", "EVERYWHERE"},
        2: {"NO_BIAS", "ONE_SIDE", "EVERYWHERE", "BIAS_CHANNELS", "NO_IN"},
        3: {"NO_BIAS", "ONE_SIDE", "EVERYWHERE", "BIAS_CHANNELS", "NO_IN", "NO_OUT"},
    },
}
CASES = [(kind, level) for kind in KINDS for level in (1, 2, 3)]


@pytest.mark.parametrize(("kind", "level"), CASES)
def test_every_cause_is_told_in_some_question(kind: str, level: int) -> None:
    met = set()
    for seed in range(1, 13):
        exercise = convolution_exercise(kind, level, seed)
        assert check(exercise, exercise.answer).right
        for wrong, mistake in exercise.slips.items():
            verdict = check(exercise, wrong)
            assert not verdict.right
            assert verdict.mistake == mistake
            met.add(mistake.name)
    assert met == {getattr(slips, name).name for name in CAUSES[kind][level]}


def test_a_size_question_is_answered_by_its_own_numbers() -> None:
    exercise = convolution_exercise("size", 2, 3)
    size, _, kernel, _, padding, stride = map(int, re.findall(r"\d+", exercise.question))
    assert exercise.answer == (size + 2 * padding - kernel) // stride + 1
    assert check(exercise, (size + padding - kernel) // stride + 1).mistake == slips.ONE_P


def test_a_cell_question_hides_the_answer_and_what_follows_it() -> None:
    exercise = convolution_exercise("cell", 1, 2)
    image, kernel, map_ = (
        [row.split(" & ") for row in body.split(r" \\ ")]
        for body in re.findall(r"begin\{bmatrix\} (.*?) \\end", exercise.question)
    )
    at = next((r, c) for r, row in enumerate(map_) for c, x in enumerate(row) if "?" in x)
    patch = np.array(image, float)[at[0] : at[0] + 2, at[1] : at[1] + 2]
    assert (patch * np.array(kernel, float)).sum() == exercise.answer
    after = [x for row in map_ for x in row][at[0] * len(map_[0]) + at[1] + 1 :]
    assert set(after) <= {r"\cdot"}


def test_the_same_seed_asks_the_same() -> None:
    first, again, other = (convolution_exercise("weights", 3, seed) for seed in (5, 5, 6))
    assert first == again
    assert first.question != other.question


def test_other_kinds_and_levels_are_refused() -> None:
    with pytest.raises(InputError, match="level 1 to 3"):
        convolution_exercise("cell", 4, 1)
