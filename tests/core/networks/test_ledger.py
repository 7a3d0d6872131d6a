"""The ledger's arithmetic, judged by torch on a thousand random networks."""

import random

import numpy as np
import pytest
import torch
from torch import nn

from cnncore.errors import InputError
from cnncore.networks.layers import PRESETS, parse
from cnncore.networks.ledger import account
from cnncore.networks.limits import MOST_PARAMETERS
from cnncore.networks.torch_module import build, failure
from cnncore.networks.words import torch_error, torch_message
from tests.core.networks.test_layers import random_network

torch.set_num_threads(1)  # small sums: two threads only wait for each other


def test_random_networks_agree_with_torch() -> None:
    """Shapes, parameters, the failing layer and its message are torch's."""
    dice = random.Random(2)
    fitted, failed = 0, set()
    for _ in range(1000):
        network = random_network(dice)
        book = account(network)
        told = failure(network)
        assert (told and told[0]) == (book.problem and book.problem.number), network
        if book.problem:
            assert told[1] == torch_message(book.problem), network
            failed.add(network[told[0]].kind)
            continue
        fitted += 1
        built = build(network).eval()
        image = torch.zeros(1, 1, 28, 28)
        with torch.no_grad():
            for module, entry in zip(built, book.entries, strict=True):
                image = module(image)
                assert tuple(image.shape[1:]) == entry.given, network
                parameters = sum(p.numel() for p in module.parameters())
                assert parameters == entry.parameters, network
    assert fitted > 200
    assert failed == {"conv", "local", "max", "avg", "gap", "linear"}


def test_failure_is_what_torch_raises_in_a_plain_sequential() -> None:
    cases = {
        "max2-linear10": nn.Sequential(nn.MaxPool2d(2), nn.Linear(196, 10)),
        "flatten-conv8": nn.Sequential(nn.Flatten(), nn.Conv2d(784, 8, 3)),
        "max14-conv4k5p1": nn.Sequential(nn.MaxPool2d(14), nn.Conv2d(1, 4, 5, padding=1)),
        "flatten-avg2": nn.Sequential(nn.Flatten(), nn.AvgPool2d(2)),
        "max14-max3": nn.Sequential(nn.MaxPool2d(14), nn.MaxPool2d(3)),
    }
    for text, plain in cases.items():
        with pytest.raises((RuntimeError, IndexError)) as caught:
            plain(torch.zeros(1, 1, 28, 28))
        assert failure(parse(text)) == (1, str(caught.value))
        ending = f"{type(caught.value).__name__}: {caught.value}"
        assert torch_error(account(parse(text)).problem) == ending


@pytest.mark.parametrize(
    ("name", "parameters"),
    # LeNet-5's 61,706 is the count of its modern form, as in d2l.ai, chapter 7.6
    [("SimpleCNN", 20_490), ("LeNet-5", 61_706), ("Dense only", 101_770)],
)
def test_preset_has_its_known_count(name: str, parameters: int) -> None:
    assert account(parse(PRESETS[name])).parameters == parameters


@pytest.mark.parametrize("name", PRESETS)
def test_preset_answers_digits(name: str) -> None:
    assert account(parse(PRESETS[name])).answers_digits


def test_the_same_layer_three_ways() -> None:
    """16 maps of 28x28 shared, untied, and dense, whose count is (784 + 1) · 12,544."""
    assert account(parse("conv16k3p1")).parameters == 160
    assert account(parse("local16k3p1")).parameters == 125_440
    hidden = account(parse("conv16k3p1")).output_shape
    assert (784 + 1) * int(np.prod(hidden)) == 9_847_040


@pytest.mark.parametrize(
    "text", ["conv2k3-avg2-conv2k3s2", "conv2k5s2p2-avg3s2-conv1k2", "avg2-gap"]
)
def test_receptive_field_is_where_gradients_reach(text: str) -> None:
    """With positive weights, the pixels that move one middle number fill the square."""
    network = build(parse(text))
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.fill_(1.0)
    image = torch.zeros(1, 1, 28, 28, requires_grad=True)
    given = network(image)
    given[0, 0, given.shape[2] // 2, given.shape[3] // 2].backward()
    rows = image.grad[0, 0].abs().sum(1).nonzero()
    reach = int(rows.max() - rows.min()) + 1
    assert reach == min(28, account(parse(text)).entries[-1].receptive_field)


def test_receptive_field_of_simplecnn() -> None:
    fields = [e.receptive_field for e in account(parse(PRESETS["SimpleCNN"])).entries]
    assert fields == [3, 3, 4, 8, 8, 10, 10, 34]


def test_untied_layer_with_equal_kernels_is_a_convolution() -> None:
    untied = build(parse("local3k3s2p1"))
    shared = build(parse("conv3k3s2p1"))
    with torch.no_grad():
        untied[0].weight.copy_(shared[0].weight.reshape(3, 9, 1).expand_as(untied[0].weight))
        untied[0].bias.copy_(shared[0].bias.reshape(3, 1, 1).expand_as(untied[0].bias))
        image = torch.rand(2, 1, 28, 28, generator=torch.Generator().manual_seed(0))
        torch.testing.assert_close(untied(image), shared(image))


def test_multiply_adds_of_simplecnn() -> None:
    """9·1·16·784 + 9·16·32·196 + 1568·10."""
    assert account(parse(PRESETS["SimpleCNN"])).multiply_adds == 112_896 + 903_168 + 15_680


def test_same_seed_same_weights_and_random_state_untouched() -> None:
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    one, other = build(parse("conv4"), seed=3), build(parse("conv4"), seed=3)
    assert torch.equal(torch.rand(1), expected)
    assert torch.equal(one[0].weight, other[0].weight)
    assert not torch.equal(one[0].weight, build(parse("conv4"), seed=4)[0].weight)


def test_build_refuses_misfits_and_giants() -> None:
    with pytest.raises(InputError, match="layer 2"):
        build(parse("flatten-conv8"))
    with pytest.raises(InputError, match=f"{MOST_PARAMETERS:,}"):
        build(parse("conv256k3p1-flatten-linear2048"))
    with pytest.raises(InputError, match="multiply-adds"):
        build(parse("conv64k3p1-conv256k7p3"))
