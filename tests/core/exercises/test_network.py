"""Exercises about networks: the answer is torch's, and every slip is told by its cause."""

import re

import pytest
import torch
from torch import nn

from cnncore.errors import InputError
from cnncore.exercises import check, slips
from cnncore.exercises.exercise import Mistake
from cnncore.exercises.network import KINDS, network_exercise
from cnncore.exercises.network_slips import parameter_slips, shape_slips, view_slips
from cnncore.exercises.slips import (
    LAYER_BIAS_CHANNELS,
    LAYER_NO_BIAS,
    LAYER_NO_IN,
    NO_JUMP,
    POOLS,
    UNPADDED,
)
from cnncore.exercises.words import parameters_question
from cnncore.networks.layers import layer, parse
from cnncore.networks.ledger import account

torch.set_num_threads(1)  # small sums: two threads only wait for each other

SEEDS = range(1, 40)


def built(question: str) -> tuple[nn.Sequential, tuple[int, ...]]:
    """Make the question's layers with torch, from its own words."""
    if "`" not in question:
        return built_from_words(question)
    shape = re.search(r"\(N, (\d+), (\d+), (\d+)\)", question)
    size = tuple(int(part) for part in shape.groups()) if shape else (1, 64, 64)
    calls = re.findall(r"`([^`]+)`", question)
    layers = [
        eval(f"nn.{call.replace('Linear(…', 'LazyLinear(0')}") for call in calls if "…" not in call
    ]
    for call in calls:
        if "…" in call:
            layers.append(nn.LazyLinear(int(re.search(r"(\d+)\)", call)[1])))
    return nn.Sequential(*layers), size


def built_from_words(question: str) -> tuple[nn.Sequential, tuple[int, ...]]:
    """Make the layers of a first-level question, which holds no code."""
    shape = re.search(r"(\d+) maps? of (\d+) × (\d+) enters? ", question)
    size = tuple(int(part) for part in shape.groups()) if shape else (1, 64, 64)
    told = r"convolution with (\d+) filters of (\d+) × \2, stride (\d+), padding (\d+)"
    layers, channels = [], size[0]
    for found in re.findall(told, question):
        count, side, stride, padding = map(int, found)
        layers.append(nn.Conv2d(channels, count, side, stride, padding))
        channels = count
    assert layers
    return nn.Sequential(*layers), size


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("kind", KINDS)
def test_the_first_level_is_asked_in_words(kind: str, level: int) -> None:
    for seed in SEEDS:
        exercise = network_exercise(kind, level, seed)
        code = re.search(r"`|Conv2d|\(N,", exercise.question + exercise.working * (level == 1))
        assert bool(code) == (level > 1)


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("kind", ["shape", "parameters"])
def test_answer_is_what_torch_gives(kind: str, level: int) -> None:
    for seed in SEEDS:
        exercise = network_exercise(kind, level, seed)
        network, size = built(exercise.question)
        given = network(torch.zeros(1, *size))
        if kind == "shape":
            assert exercise.answer == tuple(given.shape[1:]), exercise.question
        else:
            assert exercise.answer == sum(p.numel() for p in network.parameters())


@pytest.mark.parametrize("level", [1, 2, 3])
def test_view_is_where_gradients_reach(level: int) -> None:
    for seed in SEEDS:
        exercise = network_exercise("view", level, seed)
        network, size = built(exercise.question.replace("MaxPool", "AvgPool"))
        with torch.no_grad():
            for parameter in network.parameters():
                parameter.fill_(1.0)
        image = torch.zeros(1, *size, requires_grad=True)
        given = network(image)
        given[0, 0, given.shape[2] // 2, given.shape[3] // 2].backward()
        rows = image.grad[0, 0].abs().sum(1).nonzero()
        assert exercise.answer == int(rows.max() - rows.min()) + 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_knows_its_slips(kind: str) -> None:
    for level in (1, 2, 3):
        for seed in SEEDS:
            exercise = network_exercise(kind, level, seed)
            assert len(exercise.slips) >= (2 if kind == "view" and level == 1 else 3)
            for wrong, mistake in exercise.slips.items():
                verdict = check(exercise, wrong)
                assert not verdict.right
                assert verdict.mistake == mistake
            assert check(exercise, exercise.answer).right


@pytest.mark.parametrize(
    ("kind", "mistake"),
    [
        ("shape", UNPADDED),
        ("parameters", LAYER_NO_BIAS),
        ("parameters", LAYER_BIAS_CHANNELS),
        ("parameters", LAYER_NO_IN),
        ("parameters", POOLS),
        ("view", NO_JUMP),
    ],
)
def test_slip_is_known_somewhere(kind: str, mistake) -> None:
    met = {
        one
        for level in (1, 2, 3)
        for seed in SEEDS
        for one in network_exercise(kind, level, seed).slips.values()
    }
    assert mistake in met


def test_first_layer_of_the_article_and_its_slips() -> None:
    """16 filters of 3x3 over 3 channels: 448; without bias 432; a bias a channel 480."""
    book = account([layer("conv", padding=1)], (3, 28, 28))
    assert book.parameters == 448
    met = {mistake: number for mistake, number in parameter_slips(book)}
    assert (met[LAYER_NO_BIAS], met[LAYER_BIAS_CHANNELS], met[LAYER_NO_IN]) == (432, 480, 160)


def test_each_slip_about_a_shape_leaves_out_what_it_names() -> None:
    """Side 12, kernel 4, padding 3, stride 3: (12 + 6 - 4) // 3 + 1 = 5."""
    chain = [layer("conv", channels=6, kernel=4, padding=3, stride=3), layer("max", size=2)]
    met: dict[Mistake, list] = {}
    for mistake, shape in shape_slips(chain, (2, 12, 12)):
        met.setdefault(mistake, []).append(shape)
    pooled = {
        slips.UNPADDED: (12 - 4) // 3 + 1,
        slips.LAYER_ONE_P: (12 + 3 - 4) // 3 + 1,
        slips.LAYER_NO_STRIDE: 12 + 6 - 4 + 1,
        slips.NO_ONE: (12 + 6 - 4) // 3,
        slips.LAYER_ROUNDED_UP: 5 + 1,
    }
    for mistake, side in pooled.items():
        assert met[mistake][0] == (6, side // 2, side // 2), mistake
    assert met[slips.NO_POOL] == [(6, 5, 5)]
    assert met[slips.KEPT] == [(2, 2, 2)]
    assert met[slips.MULTIPLIED] == [(12, 2, 2)]


def test_each_slip_about_a_view_leaves_out_what_it_names() -> None:
    """3 x 3 in strides of 2, pooled, 5 x 5: 3, 5 (1 step of 2), 21 (4 steps of 4)."""
    chain = parse("conv4k3s2-max2-conv4k5")
    assert list(view_slips(chain)) == [
        (slips.NO_JUMP, 1 + 2 + 1 + 4),
        (slips.NO_POOL_VIEW, 3 + 4 * 2),
        (slips.NO_JUMP, 3 + 1 + 4 * 2),
        (slips.ADDED, 3 + 2 + 5),
        (slips.ADDED, 3 + 5),
        (slips.TIMES, 3 * 5),
        (slips.LAST_ONLY, 5),
    ]
    assert slips.NO_POOL_VIEW not in dict(view_slips(parse("conv4k3-conv4k5")))


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(InputError, match="shape, parameters, view"):
        network_exercise("colour", 1, 1)


@pytest.mark.parametrize(("network", "whole"), [("conv4k3", "layer"), ("conv4k3-relu", "network")])
def test_the_question_calls_one_layer_a_layer(network: str, whole: str) -> None:
    asked = parameters_question(account(parse(network)))
    assert asked.endswith(f"How many parameters has this {whole}?")
