"""Every misfit is offered a way out, and every way out leads further."""

import random

import pytest

from cnncore.networks.layers import PRESETS, format, parse
from cnncore.networks.ledger import account
from cnncore.networks.repairs import mends
from cnncore.networks.words import mend_label
from tests.core.networks.test_layers import random_layer, random_network


def test_every_misfit_has_repairs_that_lead_further() -> None:
    dice = random.Random(4)
    mended = 0
    while mended < 500:
        layers = (*random_network(dice), random_layer(dice))
        problem = account(layers).problem
        if problem is None:
            continue
        mended += 1
        offers = mends(layers)
        assert 0 < len(offers) <= 4, format(layers)
        for offer in offers:
            after = account(offer.layers).problem
            further = after is None or len(offer.layers) - after.number
            assert further is True or further < len(layers) - problem.number, format(layers)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("max2-linear10", ["Flatten before it", "Take the global mean before it"]),
        ("flatten-conv8-linear10", ["Remove it"]),
        ("conv8-flatten-max2", ["Move it before the flatten", "Remove the flatten before it"]),
        ("max14-conv4k5", ["Make its kernel 2", "Pad it by 2"]),
        ("conv8", ["End with flatten, linear to 10"]),
        ("flatten", ["End with linear to 10"]),
    ],
)
def test_repairs_of(text: str, labels: list[str]) -> None:
    offered = [mend_label(mend) for mend in mends(parse(text))]
    assert set(labels) <= set(offered)


@pytest.mark.parametrize(
    ("label", "mended"),
    [
        ("Pad it by 2", "max7-max2-conv4k5p2-relu-flatten"),
        ("Make its kernel 2", "max7-max2-conv4k2-relu-flatten"),
    ],
)
def test_a_repair_leaves_the_other_layers_where_they_are(label: str, mended: str) -> None:
    offered = {
        mend_label(mend): mend.layers for mend in mends(parse("max7-max2-conv4k5-relu-flatten"))
    }
    assert format(offered[label]) == mended


@pytest.mark.parametrize("text", PRESETS.values())
def test_a_whole_network_needs_no_repair(text: str) -> None:
    assert mends(parse(text)) == ()
