"""Inside the network: opens on a sum, walks down to a pixel, reopens from its link."""

import base64
import json
from dataclasses import replace

import numpy as np
import pytest

import cnncore
from cnncore.digits.address_text import write_digit
from cnncore.inside.steps import steps_of
from cnncore.networks.layers import PRESETS, parse
from cnncore.networks.torch_module import build
from ui.inside import strip
from ui.inside.controls import TABS
from ui.shared import answering as network


def texts(app) -> str:
    return " ".join(block.value for kind in ("markdown", "caption") for block in app.get(kind))


def test_opens_on_a_sum_equal_to_torch(open_app) -> None:
    app = open_app("inside")
    assert not app.exception
    assert "16 partial sums" in texts(app)
    assert "torch's own number" in texts(app)


@pytest.mark.parametrize(
    ("trail", "told"),
    [
        ("6.7.0.0", "contributions"),
        ("6.7.0.0-5.485.0.0", "Only the address changes"),
        ("4.3.2.2", "The largest of the window"),
        ("1.2.0.0", "sum of the products"),
        ("0.0.14.14", "the trail ends here"),
    ],
)
def test_a_link_reopens_any_number(open_app, trail: str, told: str) -> None:
    app = open_app("inside", trail=trail)
    assert not app.exception
    assert told in texts(app)
    assert app.text_input(key="trail").value == trail


@pytest.mark.parametrize(("trail", "signed"), [("5.485.0.0", False), ("6.7.0.0", True)])
def test_numbers_below_zero_are_told_from_those_above(open_app, trail: str, signed: bool) -> None:
    app = open_app("inside", trail=trail)
    (vector,) = (
        grid
        for part in app.get("bidi_component")
        for grid in json.loads(part.proto.json)[0].get("grids", ())
        if grid["id"] == "vector"
    )
    values = np.frombuffer(base64.b64decode(vector["data"]), np.float32)
    most = np.nanmax(np.abs(values))
    assert (np.nanmin(values) < 0) == signed
    assert vector["high"] == pytest.approx(most)
    assert vector["low"] == pytest.approx(-most if signed else 0)


@pytest.mark.parametrize("cell", ["2.1", "5.2", "3.3", "2.3"])
def test_the_cell_marked_in_a_pooled_patch_is_its_largest(open_app, cell: str) -> None:
    app = open_app("inside", trail=f"4.3.{cell}")
    grids = [
        grid
        for part in app.get("bidi_component")
        for grid in json.loads(part.proto.json)[0].get("grids", ())
        if grid["id"].startswith("patch_")
    ]
    (patch,) = grids
    values = np.frombuffer(base64.b64decode(patch["data"]), np.float32)
    values = values.reshape(patch["rows"], patch["cols"])
    row, col = patch["mark"]
    assert values[row, col] == values.max() > values.min()


def test_a_trail_leads_down_to_a_pixel(open_app) -> None:
    app = open_app("inside", trail="6.7.0.0-5.485.0.0")
    app.button(key="source").click().run()
    assert app.text_input(key="trail").value == "6.7.0.0-5.485.0.0-4.9.6.2"
    app.button(key="stop_0").click().run()
    assert app.text_input(key="trail").value == "6.7.0.0"


@pytest.mark.parametrize("trail", ["9.0.0.0", "3.0.99.0", "banana", "-", "1.1.1"])
def test_a_cell_out_of_range_is_explained(open_app, trail: str) -> None:
    app = open_app("inside", trail=trail)
    assert not app.exception
    assert "This needs" in " ".join(card.value for card in app.warning)
    assert "16 partial sums" in texts(app)


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("ink", ["", "blank", "damaged"])
def test_every_tab_bears_every_digit(open_app, tab: str, ink: str) -> None:
    word = {"blank": write_digit(np.zeros((28, 28))), "damaged": "eNpj"}.get(ink, "")
    app = open_app("inside", inside=tab, **({"ink": word} if word else {}))
    assert not app.exception
    assert bool(app.warning) == (ink == "damaged")


def test_all_filters_off_is_told(open_app) -> None:
    app = open_app("inside", inside="surgery")
    pills = next(group for group in app.get("button_group") if group.key == "off")
    pills.set_value([str(number) for number in range(16)]).run()
    assert not app.exception
    assert "New confusions" in texts(app)


def test_a_run_that_is_gone_leaves_the_bundled_network(open_app) -> None:
    app = open_app("inside", trained="AAAAAAAAAAAA")
    assert not app.exception
    assert "deleted" in app.warning[0].value
    assert "16 partial sums" in texts(app)


OTHERS = {
    "dense only": PRESETS["Dense only"],
    "global average": "conv6k3s2-relu-conv10k1-gap-flatten",
    "every kind": "conv4k5p2-bn-relu-avg2-local4k3p1-relu-drop20-flatten-linear10",
}


@pytest.mark.parametrize("name", OTHERS)
def test_every_network_can_be_opened(open_app, monkeypatch, name: str) -> None:
    model = build(parse(OTHERS[name])).eval()
    monkeypatch.setattr(network, "answering", lambda: (name, OTHERS[name], model))
    for tab in TABS:
        app = open_app("inside", inside=tab)
        assert not app.exception, tab
        assert app.session_state["inside"] == TABS[tab]
    for number in range(len(steps_of(model, np.zeros((28, 28))))):
        app = open_app("inside", trail=f"{number}.0.0.0")
        assert not app.exception, number
        assert not app.warning, number  # the trail leads somewhere


def test_both_lessons_show_the_same_scores(open_app) -> None:
    """The digit that the address carries is the drawing lesson's, to the last bit."""
    from cnncore.digits.address_text import read_digit
    from ui.shared.sketch import kept_picture

    app = open_app("inside")
    assert not app.exception
    word = app.query_params["ink"]
    carried = read_digit(word[0] if isinstance(word, list) else word)
    np.testing.assert_array_equal(carried, cnncore.prepare_drawing(kept_picture()).digit)


@pytest.mark.parametrize("kind", ["house", "blank", "7"])
def test_both_lessons_refuse_the_same_drawings(open_app, kind: str) -> None:
    app = open_app("draw_digit", view="unknown")
    if kind != "7":
        app.button(key={"house": "odd_house", "blank": "clear"}[kind]).click().run()
    refused = any("<strong>?</strong>" in block.proto.body for block in app.get("html"))
    app.switch_page("pages/inside.py").run()
    assert not app.exception
    assert refused == bool(app.info) == (kind != "7")


def test_a_number_out_of_all_bounds_is_none_though_its_box_was_there_before(open_app) -> None:
    app = open_app("inside", follow="known", known="5")
    app.segmented_control(key="follow").set_value("mine").run()
    app.query_params["known"] = "9" * 400
    app.segmented_control(key="follow").set_value("known").run()
    assert not app.exception
    assert app.number_input(key="known").value == 8


def test_the_maps_behind_a_score_are_numbered_from_1_and_add_up(open_app) -> None:
    app = open_app("inside", trail="6.7.0.0")
    grids = [
        grid
        for part in app.get("bidi_component")
        for grid in json.loads(part.proto.json)[0].get("grids", ())
        if "contributions through map" in grid.get("name", "")
    ]
    assert grids
    assert all(grid["low"] == -grid["high"] < 0 for grid in grids)  # no contribution is white
    titles = [grid["name"] for grid in grids]
    assert [title.split()[3] for title in titles] == [f"{n}," for n in range(1, len(titles) + 1)]


def test_a_cards_brightest_cell_is_its_steps_largest_number(monkeypatch) -> None:
    drawn = {}
    monkeypatch.setattr(strip, "pixels", lambda picture, **look: drawn.update(look, of=picture))
    model = cnncore.load_pretrained()
    step = replace(steps_of(model, np.eye(28, dtype=np.float32))[-1], relu=False)
    step = replace(step, value=np.linspace(0, 0.4, len(step.value), dtype=np.float32))
    strip._card(step)
    assert (drawn["low"], drawn["high"]) == (0, pytest.approx(0.4))
    strip._card(replace(step, value=-np.ones_like(step.value)))
    assert drawn["low"] == -1 < 0 < drawn["high"]  # a scale needs some length
