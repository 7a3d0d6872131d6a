"""What is said about a network is read back against the network."""

import re

import numpy as np
import pytest

from cnncore.networks.layers import KINDS, layer
from cnncore.networks.ledger import account
from cnncore.networks.words import problem_sentence, slices_sentence


@pytest.mark.parametrize("seed", range(220))
def test_a_layer_is_counted_as_its_ledger_counts(seed: int) -> None:
    random = np.random.default_rng(seed)
    channels, maps = (int(one) for one in random.integers(1, 65, 2))
    side = int(random.choice([1, 3, 5, 7]))
    line = account([layer("conv", channels=maps, kernel=side)], (channels, 28, 28)).entries[0]
    told = re.search(r"(\d+) · (\d+) · (\d+) · (\d+) = ([\d,]+) weights, and (\d+) biases: "
                     r"\*\*([\d,]+)\*\*", slices_sentence(line)).groups()  # fmt: skip
    *factors, weights, biases, whole = (int(one.replace(",", "")) for one in told)
    assert factors == [maps, channels, side, side]
    assert np.prod(factors) == weights
    assert weights + biases == whole == line.parameters


@pytest.mark.parametrize("seed", range(220))
def test_what_does_not_fit_is_told_with_its_own_numbers(seed: int) -> None:
    random = np.random.default_rng(seed)
    book = account([])
    while book.problem is None:
        kinds = random.choice(list(KINDS), int(random.integers(1, 7)))
        book = account([layer(str(kind)) for kind in kinds])
    problem, said = book.problem, problem_sentence(book.problem)
    numbers = [int(one.replace(",", "")) for one in re.findall(r"\d[\d,]*", said)]
    if problem.kind == "flat":
        assert (numbers[1], len(problem.taken)) == (problem.taken[0], 1)
    elif problem.kind == "maps":
        assert numbers == [np.prod(problem.taken), problem.taken[-1]]
        assert len(problem.taken) == 3
    else:
        window, least = numbers
        assert window > least
