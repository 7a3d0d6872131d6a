"""Networks as text: what is written is read again, and what is wrong is named."""

import random

import pytest

from cnncore.errors import InputError
from cnncore.networks.layers import (
    KINDS,
    MOST_LAYERS,
    PRESETS,
    Layer,
    changed,
    format,
    layer,
    parse,
)


def random_layer(dice: random.Random, kinds: tuple[str, ...] = tuple(KINDS)) -> Layer:
    """Draw a layer of small numbers, so that shapes clash often but nothing is large."""
    small = {"channels": 6, "kernel": 7, "stride": 3, "padding": 3, "size": 4, "features": 20}
    kind = dice.choice(kinds)
    numbers = {
        one.name: dice.randint(one.least, small.get(one.name, one.most)) for one in KINDS[kind]
    }
    return layer(kind, **numbers)


def random_network(dice: random.Random) -> tuple[Layer, ...]:
    return tuple(random_layer(dice) for _ in range(dice.randint(1, 8)))


def test_format_then_parse_gives_the_network_back() -> None:
    dice = random.Random(1)
    for _ in range(500):
        network = random_network(dice)
        assert parse(format(network)) == network


@pytest.mark.parametrize("name", PRESETS)
def test_preset_is_written_in_its_shortest_form(name: str) -> None:
    assert format(parse(PRESETS[name])) == PRESETS[name]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "1 to"),
        ("-".join(["relu"] * (MOST_LAYERS + 1)), "1 to"),
        ("conv0", "channels"),
        ("conv16k99", "kernel"),
        ("conv16x3", "written like"),
        ("conv16k3k3", "written like"),
        ("relu3", "written like"),
        ("Conv2d(1, 16)", "conv2d(1, 16)"),
        ("conv99999999999999", "conv99999999999999"),
        ("drop95", "percent"),
        ("42", "a layer of"),
    ],
)
def test_wrong_text_is_named(text: str, named: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text)
    assert named in str(caught.value)


def test_unknown_setting_is_named() -> None:
    with pytest.raises(InputError, match="stride"):
        layer("relu", stride=2)
    with pytest.raises(InputError, match="kernel"):
        changed(layer("conv"), kernel=0)
