"""A link whose words promise a state opens it, whatever its visitor had set before."""

import json
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

import numpy as np
import pytest

from cnncore.convolution.grids import parse_grid
from cnncore.convolution.worked import Setup, work_out
from cnncore.networks.layers import PRESETS, parse
from cnncore.networks.ledger import account
from tests.paths import PATHS
from ui.home import states
from ui.home.figures.way import STEPS
from ui.home.words import SHOWN
from ui.lessons import lesson_named
from ui.shared.plans import PLANS

ELSEWHERE = {
    "convolution": {"image": "123_456_789", "kernel": "1", "stride": "3", "flip": "true"},
    "network": {"layers": PRESETS["Dense only"], "network_tab": "code"},
    "draw_digit": {"view": "steps"},
    "training": {"part": "share"},
    "inside": {"inside": "shift", "follow": "mine"},
}


def board(app) -> dict:
    """Return what the board shows now: its setting's numbers and its grids."""
    found = [json.loads(one.proto.json)[0] for one in app.get("bidi_component")]
    data = next(one for one in found if "setting" in one)
    members = json.loads(data["sliders"]) | json.loads(data["others"])
    return members[data["setting"]] | json.loads(data["grids"]) | {"setting": data["setting"]}


def written(app) -> str:
    parts = [*app.markdown, *app.caption]
    return " ".join([one.value for one in parts] + [one.proto.body for one in app.get("html")])


def slides(app) -> None:
    shown = board(app)
    assert np.array(shown["map"]).shape == (3, 3)
    assert "pooled" not in shown
    assert shown["setting"] == "0 1 1 zeros false none"


def pools(app) -> None:
    shown = board(app)
    assert (np.array(shown["map"]).shape, np.array(shown["pooled"]).shape) == ((4, 4), (2, 2))
    assert shown["setting"] == "0 1 1 zeros false max 2 2"
    assert app.selectbox(key="then").proto.raw_value == "ReLU, max pooling"
    assert "Max pooling keeps the largest" in shown["notice"]
    assert "in no window" not in shown["notice"]


def finds_edges(app) -> None:
    assert np.sum(board(app)["kernels"]["false"]) == 0


def pads(app) -> None:
    assert board(app)["setting"].startswith("1 1 1")


def strides(app) -> None:
    assert board(app)["setting"].startswith("0 2 1")


def layers_of(app) -> list:
    return list(parse(app.text_input(key="layers").value))


def is_deeper(app) -> None:
    assert len(layers_of(app)) > len(parse(PRESETS["SimpleCNN"]))
    assert app.session_state["network_tab"] == "Take it apart"


def counts(app) -> None:
    book = account(layers_of(app))
    flat = next(line for line in book.entries if line.layer.kind == "flatten")
    assert flat.shapes[1] == (1568,)
    assert f"{flat.shapes[1][0]:,} numbers" in written(app)
    assert app.session_state["network_tab"] == "Take it apart"


def shares(app) -> None:
    assert app.session_state["network_tab"] == "Sharing weights"


def draws(app) -> None:
    assert app.session_state["view"] == "Where it looks"


def trains(app) -> None:
    assert app.session_state["part"] == "Train"


def sees(app) -> None:
    assert app.session_state["inside"] == "Any number"
    assert app.text_input(key="trail").value == states.SEEN["trail"]


OPENED = {
    "Draw one": draws,
    "Slide one": slides,
    "Pool one": pools,
    "See them": sees,
    "Go deeper": is_deeper,
    "Count them": counts,
    "Train it": trains,
}
TOUCHED = {
    "filter": finds_edges,
    "feature map": slides,
    "padding": pads,
    "stride": strides,
    "pooling": pools,
    "parameter": counts,
    "receptive field": is_deeper,
    "weight sharing": shares,
}


def follow(open_app: Callable, lesson: str, state: Mapping[str, str]):
    """Set something else in the lesson, go home, and follow the link from there."""
    app = open_app(lesson, **ELSEWHERE[lesson])
    app = app.switch_page("streamlit_app.py").run()
    app.switch_page(lesson_named(lesson).path)
    for key, value in state.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize(("lesson", "link"), [step[2:4] for step in STEPS])
def test_a_step_of_the_flow_opens_what_it_names(open_app, lesson: str, link: str) -> None:
    OPENED[link](follow(open_app, lesson, states.STEPS_OPEN[link]))


@pytest.mark.parametrize("word", SHOWN)
def test_a_word_of_the_glossary_opens_what_it_names(open_app, word: str) -> None:
    lesson = "network" if "network_tab" in SHOWN[word] else "convolution"
    TOUCHED[word](follow(open_app, lesson, SHOWN[word]))


@pytest.mark.parametrize(
    ("state", "setting"),
    [
        (states.PAD_AND_STRIDE, "1 2 1 zeros false none"),
        (states.TURNED, "0 1 1 zeros true none"),
    ],
)
def test_the_formula_s_links_open_their_board(open_app, state, setting: str) -> None:
    shown = board(follow(open_app, "convolution", state))
    assert shown["setting"] == setting
    assert ("other" in shown) == ("true" in setting)


TRIED = [
    *states.STEPS_OPEN.values(),
    *SHOWN.values(),
    states.PAD_AND_STRIDE,
    states.TURNED,
    {"seed": "1", "epochs": "2"},  # with the next: tests/pages/test_home.py
    {"view": "unknown"},
    *({"step": step.name} for path in PATHS for step in path.steps),  # tests/pages/test_path.py
]


@pytest.mark.parametrize("tab", ["ways", "formula", "ideas", "words"])
def test_every_state_that_home_links_to_is_tried(open_app, tab: str) -> None:
    app = open_app("home", home_tab=tab)
    asked = [dict(parse_qsl(link.proto.query_string)) for link in app.get("page_link")]
    states_asked = [one for one in asked if one and "at" not in one]
    assert states_asked
    plans = {one.pop("plan") for one in states_asked if "plan" in one}  # as the last ones
    assert plans <= set(PLANS)
    assert all(one in TRIED for one in states_asked)


def test_the_pooled_map_drops_nothing_and_a_3_by_3_map_does() -> None:
    image, kernel = parse_grid(states.POOL["image"]), parse_grid(states.POOL["kernel"])
    worked = work_out(Setup(image, kernel, stage="max"))
    assert worked.map.shape == (4, 4)
    np.testing.assert_array_equal(worked.pooled.values, [[3, 4], [2, 3]])
