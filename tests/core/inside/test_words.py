"""Sentences: each kind of layer has its own, with the numbers of its record."""

import pytest

from cnncore.inside.doubt import Doubt
from cnncore.inside.steps import steps_of
from cnncore.inside.sums import sum_at
from cnncore.inside.words import REASONS, axes_of, explain_sum, reason_of


def test_every_kind_of_layer_is_explained(networks, digit) -> None:
    told = {}
    for name in ("every kind", "global average"):
        for step in steps_of(networks[name], digit):
            told[step.kind] = explain_sum(sum_at(step, (0, 0, 0)))
    assert {kind for kind, words in told.items() if not words} == {"conv", "local", "linear"}
    assert told["avg"] == "The mean of 4: each counts 1/4."
    assert told["gap"] == "The mean of the whole map, 144 cells."
    assert told["bn"].endswith(": minus the mean, over the spread, times a scale, plus a shift.")


def test_a_batch_norms_numbers_give_its_value(networks, digit) -> None:
    step = next(s for s in steps_of(networks["every kind"], digit) if s.kind == "bn")
    told = sum_at(step, (3, 4, 5))
    numbers, _, _ = explain_sum(told).partition(":")
    worked_out = eval(numbers.replace("−", "-").replace("×", "*"))
    assert worked_out == pytest.approx(told.before, abs=1e-4)


def test_sizes_are_written_with_their_axes(model, digit) -> None:
    steps = steps_of(model, digit)
    assert axes_of(steps[1]) == "16 × 28 × 28 (channels, rows, columns)"
    assert axes_of(steps[5]) == "1,568 (features)"


@pytest.mark.parametrize("question", REASONS)
def test_the_weightiest_question_is_the_reason(question: str) -> None:
    parts = {name: 0.1 for name in REASONS} | {question: 2.0}
    assert reason_of(Doubt(parts, sum(parts.values()), 1.0)) == REASONS[question]
