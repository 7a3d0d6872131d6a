"""Any number, anywhere: every sum that is shown equals torch's own number."""

import numpy as np
import pytest
import torch
from torch import nn

import cnncore
from cnncore.inside.snippets import ANSWER, NUMBER
from cnncore.inside.steps import Stop, layers_of, read_trail, steps_of, write_trail
from cnncore.inside.sums import sum_at
from cnncore.networks.layers import parse
from cnncore.networks.torch_module import build

EVERY_KIND = (
    "conv6k5p2-bn-relu-avg2-conv8k3s2p1-relu-local4k3p1-relu-max2-drop20-flatten"
    "-linear20-relu-linear10"
)
GLOBAL = "conv8k3p1-relu-conv12k3-bn-relu-max3s2-conv10k1-gap-flatten"


def lively(words: str) -> nn.Module:
    """Build a network whose batch norms have seen digits."""
    model = build(parse(words))
    images = cnncore.load_digits().images[:64] / np.float32(255)
    with torch.no_grad():
        model.train()(torch.from_numpy(images)[:, None])
    return model.eval()


NETWORKS = {
    "bundled": cnncore.load_pretrained,
    "every kind": lambda: lively(EVERY_KIND),
    "global average": lambda: lively(GLOBAL),
}


@pytest.fixture(scope="module")
def digit() -> np.ndarray:
    return cnncore.load_digits(split="held-out").images[8] / np.float32(255)


@pytest.mark.parametrize("name", NETWORKS)
def test_every_number_equals_torch(name: str, digit) -> None:
    """200 random cells of every layer, padding and borders included."""
    rng = np.random.default_rng(3)
    for step in steps_of(NETWORKS[name](), digit):
        shape = (*step.value.shape, 1, 1)[:3]
        for _ in range(200):
            cell = tuple(int(rng.integers(size)) for size in shape)
            told = sum_at(step, cell)
            assert told.difference < 1e-5, (step.name, cell)
            if told.terms:
                parts = sum(term.total for term in told.terms) + told.bias
                assert parts == pytest.approx(told.before, abs=1e-9)
                assert all(
                    np.nansum(np.where(term.kernel != 0, term.patch * term.kernel, 0))
                    == pytest.approx(term.total, abs=1e-9)
                    for term in told.terms
                )


@pytest.mark.parametrize("name", NETWORKS)
def test_last_step_is_what_the_network_says(name: str, digit) -> None:
    model = NETWORKS[name]()
    scores = steps_of(model, digit)[-1].value
    np.testing.assert_allclose(scores, cnncore.predict(model, digit).logits, atol=1e-5)


def test_simple_cnn_has_the_seven_steps_of_the_article(digit) -> None:
    steps = steps_of(cnncore.load_pretrained(), digit)
    assert [step.value.shape for step in steps] == [
        (1, 28, 28),
        (16, 28, 28),
        (16, 14, 14),
        (32, 14, 14),
        (32, 7, 7),
        (1568,),
        (10,),
    ]
    assert [step.parameters for step in steps] == [0, 160, 0, 4640, 0, 0, 15690]


def test_the_winner_of_a_pool_holds_its_number(digit) -> None:
    pool = steps_of(cnncore.load_pretrained(), digit)[2]
    told = sum_at(pool, (3, 6, 7))
    assert pool.given[told.winner] == told.torch
    top, left, bottom, right = told.window
    assert (top, left, bottom, right) == (12, 14, 14, 16)
    assert pool.given[3, top:bottom, left:right].max() == told.torch


def test_flatten_knows_where_a_feature_came_from(digit) -> None:
    flatten = steps_of(cnncore.load_pretrained(), digit)[5]
    assert sum_at(flatten, (1567, 0, 0)).winner == (31, 6, 6)
    assert sum_at(flatten, (50, 0, 0)).winner == (1, 0, 1)


def test_conv2_adds_sixteen_partial_sums(digit) -> None:
    told = sum_at(steps_of(cnncore.load_pretrained(), digit)[3], (5, 0, 13))
    assert len(told.terms) == 16
    assert told.window == (-1, 12, 2, 15)
    assert not told.terms[0].patch[0].any()  # the padding above


def test_an_unknown_layer_shows_its_maps_and_says_so(digit) -> None:
    model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Tanh(), nn.Flatten(), nn.Linear(1352, 10))
    steps = steps_of(model, digit)
    assert steps[2].value.shape == (2, 26, 26)
    with pytest.raises(cnncore.InputError, match="Tanh"):
        sum_at(steps[2], (0, 0, 0))


def test_a_network_that_is_no_sequence_is_refused() -> None:
    with pytest.raises(cnncore.InputError, match="follow one another"):
        layers_of(nn.Linear(2, 2))


def test_a_trail_comes_back_as_it_went(digit) -> None:
    steps = steps_of(cnncore.load_pretrained(), digit)
    stops = [Stop(6, (9, 0, 0)), Stop(5, (1500, 0, 0)), Stop(4, (30, 4, 2)), Stop(0, (0, 27, 27))]
    assert read_trail(write_trail(stops), steps) == stops


@pytest.mark.parametrize(
    "text", ["7.0.0.0", "6.10.0.0", "3.0.14.0", "1.-1.0.0", "banana", "1.2.3", "6.1e9.0.0", "²"]
)
def test_an_address_out_of_range_is_refused(text: str, digit) -> None:
    with pytest.raises(cnncore.InputError):
        read_trail(text, steps_of(cnncore.load_pretrained(), digit))


@pytest.mark.parametrize("script", [ANSWER, NUMBER], ids=["answer", "number"])
def test_the_scripts_shown_run(script: str, capsys) -> None:
    exec(script, {})
    assert capsys.readouterr().out
