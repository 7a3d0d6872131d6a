"""Concept questions: two forms of ten, one right choice each, the rest known misconceptions."""

import re

import numpy as np
import pytest
import torch

from cnncore.errors import InputError
from cnncore.exercises import CONCEPTS, concept_question, gain
from cnncore.exercises.concepts import FORMS
from tests.paths import PATHS
from ui.home.ten_questions import TAUGHT

BOTH = [(concept, form) for concept in CONCEPTS for form in FORMS]


def number(text: str) -> float:
    return float(re.search(r"-?[\d,.]+\d|\d", text).group().replace(",", ""))


def right(concept: str, form: int) -> str:
    asked = concept_question(concept, form)
    return asked.choices[asked.right].words


@pytest.mark.parametrize(("concept", "form"), BOTH)
def test_one_choice_is_right_and_every_other_is_a_known_slip(concept: str, form: int) -> None:
    asked = concept_question(concept, form)
    assert len(asked.choices) >= 3
    assert sum(choice.slip is None for choice in asked.choices) == 1
    assert len({choice.words for choice in asked.choices}) == len(asked.choices)
    assert asked.working
    assert len(asked.question.split()) <= 60


@pytest.mark.parametrize("concept", CONCEPTS)
def test_the_two_forms_ask_with_other_words_of_the_same_kind(concept: str) -> None:
    one, other = (concept_question(concept, form) for form in FORMS)
    assert one.question != other.question
    assert {c.slip and c.slip.name for c in one.choices} == {
        c.slip and c.slip.name for c in other.choices
    }


@pytest.mark.parametrize("form", FORMS)
def test_numbers_are_torchs(form: int) -> None:
    asked = concept_question("size", form).question
    side, _, kernel, _, padding, stride = map(int, re.findall(r"\d+", asked))
    layer = torch.nn.Conv2d(1, 1, kernel, stride, padding)
    assert number(right("size", form)) == layer(torch.zeros(1, 1, side, side)).shape[2]
    taken, given, kernel = ((3, 8, 5), (4, 6, 3))[form]
    assert f"makes {given} maps from {taken}" in concept_question("channels", form).question
    assert number(right("channels", form)) == torch.nn.Conv2d(taken, given, kernel).weight.numel()
    kernel = (3, 5)[form]
    assert f"{kernel} × {kernel}" in concept_question("weights", form).question
    one = torch.nn.Conv2d(1, 1, kernel)
    assert number(right("weights", form)) == sum(p.numel() for p in one.parameters())


@pytest.mark.parametrize("form", FORMS)
def test_what_a_later_cell_has_seen_is_what_can_change_it(form: int) -> None:
    first, second = ((3, 3), (5, 3))[form]
    image = torch.zeros(1, 1, 32, 32, requires_grad=True)
    kernels = [torch.ones(1, 1, side, side) for side in (first, second)]
    seen = torch.conv2d(torch.conv2d(image, kernels[0]), kernels[1])
    seen[0, 0, 10, 10].backward()
    assert number(right("seen", form)) == (image.grad[0, 0].abs().sum(0) > 0).sum().item()


def test_the_right_choice_is_not_always_in_the_same_place() -> None:
    assert len({concept_question(*one).right for one in BOTH}) > 2


def test_every_concept_is_taught_by_a_step() -> None:
    steps = {(path.lesson, step.name) for path in PATHS for step in path.steps}
    assert set(TAUGHT) == set(CONCEPTS)
    assert set(TAUGHT.values()) <= steps


def test_gain_is_the_share_of_what_was_missing() -> None:
    for before, after in np.random.default_rng(0).uniform(0, 0.99, (50, 2)):
        assert before + gain(before, after) * (1 - before) == pytest.approx(after)


@pytest.mark.parametrize("shares", [(-0.1, 0.5), (0.5, 1.1), (float("nan"), 0.5)])
def test_gain_refuses_what_is_no_share(shares: tuple[float, float]) -> None:
    with pytest.raises(InputError):
        gain(*shares)


@pytest.mark.parametrize(("concept", "form"), [("colour", 0), ("size", 2), ("size", -1)])
def test_another_concept_or_form_is_refused(concept: str, form: int) -> None:
    with pytest.raises(InputError):
        concept_question(concept, form)
