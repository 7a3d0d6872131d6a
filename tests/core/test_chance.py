"""A probability as it is told: near what it is, and never certain."""

import numpy as np
import pytest

from cnncore.chance import chance


@pytest.mark.parametrize(
    ("probability", "told"),
    [(1.0, "over 99.9 %"), (0.0, "under 0.1 %"), (0.9994, "99.9 %"), (0.00051, "0.1 %")],
)
def test_no_answer_is_certain_and_none_impossible(probability: float, told: str) -> None:
    assert chance(probability) == told


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_what_is_told_is_true_of_the_probability(decimals: int) -> None:
    random = np.random.default_rng(3)
    logits = random.normal(0, 9, 400)
    for probability in 1 / (1 + np.exp(-logits)):
        told, percent = chance(probability, decimals), 100 * probability
        number = float(told.split()[-2])
        if told.startswith("over"):
            assert number < percent <= 100
        elif told.startswith("under"):
            assert 0 <= percent < number
        else:
            assert 0 < number < 100
            assert abs(number - percent) <= 0.5001 * 10**-decimals
