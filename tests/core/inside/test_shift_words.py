"""Sentences about shifts read back against the maps and answers."""

import re

import numpy as np
import pytest

from cnncore.chance import chance
from cnncore.digits.shift import shifted
from cnncore.inside.shift_words import along, still_called
from cnncore.inside.steps import steps_of

CASES = 200


def _number(text: str) -> float:
    return float(re.findall(r"[\d.]+\d", text)[-1])


@pytest.mark.parametrize("name", ["bundled", "every kind", "global average"])
def test_what_is_said_of_the_maps_is_so(networks, digit, name: str) -> None:
    random, first = np.random.default_rng(0), steps_of(networks[name], digit)[1]
    for _ in range(CASES // 3 + 1):
        by = tuple(int(move) for move in random.integers(-4, 5, 2))
        moved = steps_of(networks[name], shifted(digit, *by))[1]
        told, stride = along(first, moved, by), first.module.stride
        assert "0.000" not in told
        assert ("Nothing" in told) == (by == (0, 0))
        if "between two cells" in told:
            assert by[0] % stride[0] or by[1] % stride[1]
        elif by != (0, 0):
            cells = [move // step for move, step in zip(by, stride, strict=True)]
            expected = np.stack([shifted(one, *cells) for one in first.value])
            apart = np.abs(expected - moved.value)[:, 6:-6, 6:-6].max()
            if "same numbers" in told:
                assert apart < 0.001
            else:
                assert _number(told) == pytest.approx(apart, abs=0.0006)


def test_a_map_without_padding_moves_as_far_as_the_drawing(networks, digit) -> None:
    from tests.core.inside.conftest import lively

    model = lively("conv4k5-relu-flatten-linear10")
    before, after = (steps_of(model, one)[1] for one in (digit, shifted(digit, 0, 3)))
    assert before.value.shape[1:] == (24, 24)
    assert "same numbers" in along(before, after, (0, 3))


def test_as_many_shifts_are_called_so_as_is_said() -> None:
    random = np.random.default_rng(1)
    for _ in range(CASES):
        answers = (
            random.choice([3, 3, 5, 8], (9, 9)) if random.random() < 0.9 else np.full((9, 9), 3)
        )
        chances = random.uniform(0, 1, (9, 9)) ** random.choice([0.001, 1])
        told = still_called(answers, 3, chances)
        assert told.startswith(f"{(answers == 3).sum()} of 81 shifts are still called **3**.")
        assert ("the answer need not" in told) == bool((answers != 3).any())
        if (answers == 3).all():
            ends = [chance(float(end)) for end in (chances.min(), chances.max())]
            said = (
                f"from {ends[0]} to {ends[1]} sure" if ends[0] != ends[1] else f"is {ends[0]} sure"
            )
            assert said in told
