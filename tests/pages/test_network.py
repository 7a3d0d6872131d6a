"""The network lesson under AppTest: everything follows the network in the address."""

import random

import pytest

from cnncore.exercises.network import network_exercise
from cnncore.networks.layers import PRESETS, format, parse
from cnncore.networks.ledger import account
from tests.core.networks.test_layers import random_network


def network_of(app) -> str:
    return app.text_input(key="layers").value


def html_of(app) -> str:
    return " ".join(block.proto.body for block in app.get("html"))


def test_opens_on_simplecnn_with_its_count(open_app) -> None:
    app = open_app("network")
    assert "20,490" in html_of(app)
    fold = next(one for one in app.expander if one.label == "For programmers")
    told = fold.markdown[-1].value
    assert "21,658" in told
    assert "160 + 4,640 + 15,690" in told


@pytest.mark.parametrize("name", PRESETS)
def test_preset_fills_the_page(open_app, name: str) -> None:
    app = open_app("network")
    app.pills(key="network_preset").set_value(name).run()
    assert network_of(app) == PRESETS[name]
    assert f"{account(parse(PRESETS[name])).parameters:,}" in html_of(app)


def test_link_opens_its_network_and_tells_torchs_message(open_app) -> None:
    app = open_app("network", layers="conv8k5-flatten-max2-linear10")
    assert "Layer 3, max pool 2×2, does not fit." in app.error[0].value
    assert "non-empty 3D or 4D" in app.code[0].value


def test_repair_mends_the_network(open_app) -> None:
    app = open_app("network", layers="max2-linear10")
    app.button(key="network_repair_0").click().run()
    assert network_of(app) == "max2-flatten-linear10"
    assert not app.error


def test_editing_adds_sets_moves_and_removes(open_app) -> None:
    app = open_app("network", layers="conv8k3-flatten-linear10")
    app.button(key="network_add_relu").click().run()
    assert network_of(app) == "conv8k3-relu-flatten-linear10"
    app.pills(key="network_layer").set_value(1).run()
    app.number_input(key="network_kernel").set_value(5).run()
    assert network_of(app) == "conv8k5-relu-flatten-linear10"
    app.button(key="network_later").click().run()
    assert network_of(app) == "relu-conv8k5-flatten-linear10"
    app.button(key="network_remove").click().run()
    assert network_of(app) == "relu-flatten-linear10"
    assert app.pills(key="network_layer").value == 2


def test_a_layer_that_has_gone_leaves_the_last_one_chosen(open_app) -> None:
    app = open_app("network", layers="conv8k3-relu-flatten-linear10")
    app.pills(key="network_layer").set_value(4).run()
    app.text_input(key="layers").set_value("flatten-linear10").run()
    assert not app.exception
    assert app.pills(key="network_layer").value == 2


def test_unreadable_text_is_told_and_kept(open_app) -> None:
    app = open_app("network", layers="conv16-banana")
    assert "banana" in app.warning[0].value
    assert network_of(app) == "conv16-banana"
    app.pills(key="network_preset").set_value("LeNet-5").run()
    assert not app.warning


def test_random_walk_never_raises(open_app) -> None:
    dice = random.Random(5)
    app = open_app("network")
    for _ in range(12):
        layers = random_network(dice)
        app.text_input(key="layers").set_value(format(layers)).run()
        assert not app.exception
        book = account(layers)
        assert network_of(app) == format(layers)
        assert f"{book.parameters:,}" in html_of(app)
        assert bool(app.error) == (book.problem is not None)
        buttons = [button for button in app.button if button.key and not button.disabled]
        dice.choice(buttons).click().run()
        assert not app.exception
        assert f"{account(parse(network_of(app))).parameters:,}" in html_of(app)


def test_code_tab_prints_what_running_gives(open_app) -> None:
    app = open_app("network", layers="conv4k3-flatten-linear10", network_tab="code")
    said = " ".join(block.value for block in app.code)
    count = account(parse("conv4k3-flatten-linear10")).parameters
    assert f"Total parameters: {count:,}" in said
    assert "class Network(nn.Module)" in html_of(app)


def test_code_tab_of_a_misfit_says_what_to_do(open_app) -> None:
    app = open_app("network", layers="max2-linear10", network_tab="code")
    assert "mat1 and mat2" in app.warning[0].value


def test_sliding_the_digit_slides_its_map(open_app) -> None:
    app = open_app("network", network_tab="sharing")
    before = html_of(app)
    app.slider(key="slide_right").set_value(4).run()
    assert html_of(app) != before
    assert "at most **0**" in " ".join(text.value for text in app.markdown)


def test_exercise_tells_the_slip(open_app) -> None:
    exercise = network_exercise("shape", 1, 1)
    wrong = next(iter(exercise.slips))
    app = open_app("network", network_tab="exercise")
    for place, number in enumerate(wrong):
        app.number_input(key=f"network_shape_1_1_{place}").set_value(number)
    next(button for button in app.button if button.label == "Check").click().run()
    assert exercise.slips[wrong].name in app.warning[0].value
