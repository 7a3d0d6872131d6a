"""Sentences read back against the records they were made from, over random records."""

import re
from collections import Counter

import numpy as np
import pytest

from cnncore.digits.drawing import prepare_drawing
from cnncore.digits.strokes import render_strokes, sample_strokes
from cnncore.inside.doubt import Doubt
from cnncore.inside.steps import steps_of
from cnncore.inside.sums import sum_at
from cnncore.inside.words import (
    REASONS,
    answer_said,
    came_about,
    explain_sum,
    place_of,
    reason_of,
    strongest_spot,
    what_they_are,
)
from cnncore.networks.simple_cnn import Prediction

CASES = 200


def _numbers(text: str) -> list[float]:
    plain = text.replace("−", "-").replace("*", " ").replace(",", " ")
    return [float(one.rstrip(".")) for one in re.findall(r"-?\d+(?:\.\d+)?", plain)]


def _prediction(random: np.random.Generator) -> Prediction:
    logits = random.normal(0, random.choice([0.5, 3, 30]), 10)
    shares = np.exp(logits - logits.max())
    return Prediction(shares / shares.sum(), int(logits.argmax()), logits)


def _doubt(random: np.random.Generator) -> Doubt:
    parts = {name: float(random.exponential(random.choice([0.2, 1.5]))) for name in REASONS}
    return Doubt(parts, sum(parts.values()), float(random.uniform(0.5, 4)))


@pytest.fixture(scope="module")
def drawn():
    return prepare_drawing(render_strokes(sample_strokes(7)))


def test_an_answer_is_that_of_its_numbers(drawn) -> None:
    random = np.random.default_rng(0)
    for _ in range(CASES):
        prediction, verdict = _prediction(random), _doubt(random)
        headline, words = answer_said(drawn, prediction, verdict)
        assert "100.0 %" not in words
        assert " 0.0 %" not in words
        if verdict.strangeness > verdict.threshold:
            assert headline == "?"
            assert f"would say {prediction.label}, " in words
            continue
        first, second = np.argsort(-prediction.logits)[:2]
        sure, named, next_sure, behind = _numbers(words)
        assert (headline, named) == (str(first), second)
        assert sure == pytest.approx(100 * prediction.probabilities[first], abs=0.11)
        assert next_sure == pytest.approx(100 * prediction.probabilities[second], abs=0.11)
        apart = prediction.logits[first] - prediction.logits[second]
        assert behind == pytest.approx(apart, abs=0.06)


def test_a_reason_is_over_its_line_and_weighs_most() -> None:
    random = np.random.default_rng(1)
    for _ in range(CASES):
        verdict = _doubt(random)
        told = [name for name, words in REASONS.items() if words == reason_of(verdict)]
        if told:
            assert verdict.parts[told[0]] == max(verdict.parts.values())
            assert verdict.parts[told[0]] > 1
        else:
            assert max(verdict.parts.values()) <= 1


def test_a_length_under_its_line_is_not_the_reason() -> None:
    parts = dict.fromkeys(REASONS, 0.7) | {"length": 0.9}
    assert "longer" not in reason_of(Doubt(parts, sum(parts.values()), 2.75))


def test_what_most_digits_are_is_true_of_all_of_them() -> None:
    random = np.random.default_rng(2)
    for _ in range(CASES):
        labels = random.integers(0, random.integers(1, 11), 12).tolist()
        counts = Counter(labels)
        numbers = [int(number) for number in _numbers(what_they_are(labels))]
        told = dict(zip(numbers[1::2], numbers[::2], strict=True))
        most = max(counts.values())
        assert told == {label: count for label, count in counts.items() if count == most}


def test_four_and_four_are_both_named() -> None:
    labels = [4, 8, 4, 8, 4, 8, 4, 8, 1, 2, 3, 5]
    assert what_they_are(labels) == "4 are a **4** and 4 are an **8**"


def test_a_score_falls_by_no_more_than_what_is_said() -> None:
    random = np.random.default_rng(4)
    for _ in range(CASES):
        lost, logit = random.normal(2, 4), random.normal(3, 5)
        told = strongest_spot(lost, logit)
        if "No spot" in told:
            assert lost < 0.05
            continue
        fell, before, after = _numbers(told)
        assert fell == pytest.approx(lost, abs=0.051)
        assert before == pytest.approx(logit, abs=0.051)
        assert before - fell == pytest.approx(after, abs=1e-6)


def test_more_than_the_whole_score_can_go() -> None:
    told = strongest_spot(7.0, 5.8)
    assert told == "At the strongest spot its score falls by 7.0, from 5.8 to −1.2."


@pytest.mark.parametrize("name", ["every kind", "global average", "simple"])
def test_a_cells_line_is_its_arithmetic(networks, model, digit, name: str) -> None:
    random = np.random.default_rng(5)
    steps = steps_of(networks.get(name, model), digit)
    for _ in range(CASES):
        step = steps[random.integers(len(steps))]
        place = [int(random.integers(side)) for side in step.value.shape]
        told = sum_at(step, tuple([*place, 0, 0][:3]))
        if not told.terms:
            continue
        line = came_about(told)
        _true_of(line, told)


def _true_of(line: str, told) -> None:
    if told.kind == "max":
        patch = told.terms[0].patch
        assert "product" not in line
        assert _numbers(line)[:2] == pytest.approx([patch.size, patch.max()], abs=1e-6)
        assert "no products" in explain_sum(told)
        return
    products = sum(float((term.patch * term.kernel).sum()) for term in told.terms)
    numbers = _numbers(line)[1:] if "partial" in line else _numbers(line)
    assert numbers[0] == pytest.approx(products, abs=1e-5)
    assert numbers[-1] == pytest.approx(told.value, abs=1e-5)
    if "bias" in line:
        assert numbers[0] + numbers[1] == pytest.approx(numbers[2], abs=1e-5)
    assert ("ReLU" in line) == told.relu


@pytest.mark.parametrize("name", ["bundled", "every kind", "global average"])
def test_a_place_is_counted_from_one(networks, digit, name: str) -> None:
    random, steps = np.random.default_rng(6), steps_of(networks[name], digit)
    for _ in range(CASES):
        step = steps[random.integers(len(steps))]
        place = [int(random.integers(side)) for side in step.value.shape]
        told = place_of(step, tuple([*place, 0, 0][:3])).removeprefix(step.name)
        if "score" in told:
            assert _numbers(told) == place
        else:
            shown = place[1:] if step.value.ndim == 3 and len(step.value) == 1 else place
            plain = told.replace(",", "") if step.value.ndim == 1 else told
            assert _numbers(plain) == [at + 1 for at in shown]
