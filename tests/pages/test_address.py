"""Choices in the address: keys, never labels; kept over lessons; healed; changed by callbacks."""

import re
from collections.abc import Mapping

import pytest

from ui.convolution import controls as convolution
from ui.draw_digit import controls as draw_digit
from ui.filter_gallery import controls as filter_gallery
from ui.home import controls as home
from ui.inside import controls as inside
from ui.network import controls as network
from ui.shared import address
from ui.training import controls as training

# parameter -> its tabs, and the lesson they are in
TABS = {
    "home_tab": home.TABS,
    "tab": convolution.TABS,
    "gallery": filter_gallery.TABS,
    "network_tab": network.TABS,
    "part": training.TABS,
    "view": draw_digit.TABS,
    "inside": inside.TABS,
}
LESSONS = dict(
    zip(
        TABS,
        ["home", "convolution", "filter_gallery", "network", "training", "draw_digit", "inside"],
        strict=True,
    )
)
EVERY_TAB = [(LESSONS[parameter], parameter, key) for parameter in TABS for key in TABS[parameter]]
MORE = {"training": {"model": "changed"}, "inside": {"trail": "3.5.6.7"}}
KEY = re.compile(r"[a-z0-9_.-]+")
BOUND = ("selectbox", "button_group", "radio", "select_slider", "multiselect")


def words_bound(app) -> list[str]:
    """Return the options that are no numbers, of what Streamlit itself binds to the address."""
    found = []
    for widget in (one for kind in BOUND for one in app.get(kind)):
        if getattr(widget.proto, "query_param_key", ""):
            found += [getattr(option, "content", option) for option in widget.proto.options]
    return [option for option in found if not option.replace(".", "").isdigit()]


@pytest.mark.parametrize(("lesson", "parameter", "tab"), EVERY_TAB)
def test_every_option_is_a_key(open_app, monkeypatch, lesson, parameter, tab) -> None:
    met, incoming = {}, address.incoming

    def noted(key: str, options: Mapping[str, str], first: list[str]):
        met[key] = list(options)
        return incoming(key, options, first)

    monkeypatch.setattr(address, "incoming", noted)
    app = open_app(lesson, **{parameter: tab}, **MORE.get(lesson, {}))
    assert not app.exception
    assert met[parameter] == list(TABS[parameter])
    for key, options in met.items():
        assert [one for one in (key, *options) if not KEY.fullmatch(one)] == []
    assert words_bound(app) == []
    assert [one for one in app.query_params.values() if one == TABS[parameter][tab]] == []


def test_a_reworded_label_changes_no_link(open_app, monkeypatch) -> None:
    monkeypatch.setitem(filter_gallery.TABS, "filter", "A single filter")
    monkeypatch.setitem(filter_gallery.RULES, "absolute", "without its sign")
    asked = {"gallery": "filter", "sobel-x-values": "absolute", "edge": "zeros"}
    app = open_app("filter_gallery", **asked)
    assert not app.exception
    assert app.session_state["gallery"] == "A single filter"
    assert app.selectbox(key="sobel-x-values").value == "absolute"
    assert app.query_params == asked


def test_a_choice_is_written_and_the_default_left_out(open_app) -> None:
    app = open_app("convolution")
    app.selectbox(key="border").set_value("reflect").run()
    assert app.query_params["border"] == "reflect"
    app.selectbox(key="border").set_value("zeros").run()
    assert "border" not in app.query_params


def test_some_choices_are_written_one_by_one(open_app) -> None:
    app = open_app("draw_digit", view="steps", skip="crop")
    app.pills(key="skip").set_value(["crop", "fit"]).run()
    assert app.query_params["skip"] == ["crop", "fit"]


def test_choices_outlast_a_change_of_lesson(open_app) -> None:
    app = open_app("convolution", border="reflect", tab="check")
    app.query_params.clear()  # as a link in the sidebar does
    app.switch_page("pages/network.py").run()
    app.switch_page("pages/convolution.py").run()
    assert app.selectbox(key="border").value == "reflect"
    assert app.session_state["tab"] == "Check"
    assert app.query_params == {"border": "reflect", "tab": "check"}


def test_a_choice_that_leaves_the_page_leaves_the_address(open_app) -> None:
    app = open_app("filter_gallery", gallery="chain", **{"chain-1": "box"})
    app.session_state["gallery"] = filter_gallery.TABS["wall"]
    app.run()
    assert app.query_params == {}
    app.session_state["gallery"] = filter_gallery.TABS["chain"]
    app.run()
    assert app.query_params == {"gallery": "chain", "chain-1": "box"}


def test_a_word_that_is_no_key_is_taken_out(open_app) -> None:
    app = open_app("convolution", border="mirror", tab="banana")
    assert app.selectbox(key="border").value == "zeros"
    assert app.query_params == {}


def test_back_in_the_browser_lets_the_address_decide(open_app, monkeypatch) -> None:
    app = open_app("convolution", border="reflect", tab="check")
    app.query_params = {"border": "circular"}
    app.run()
    assert app.selectbox(key="border").value == "reflect"
    app.query_params = {"border": "circular"}
    monkeypatch.setattr(address, "went_back", lambda: True)
    app.run()
    assert app.selectbox(key="border").value == "circular"
    assert app.session_state["tab"] == "Size"


def test_a_callback_opens_a_tab_and_sets_what_is_not_drawn_yet(open_app) -> None:
    app = open_app("filter_gallery", filter="box")
    app.session_state["kept:choices"].ahead |= {"gallery": ["filter"], "filter": ["log"]}
    app.run()
    assert app.selectbox(key="filter").value == "log"
    assert app.query_params == {"filter": "log", "gallery": "filter"}


@pytest.mark.parametrize(
    ("lesson", "words", "left"),
    [
        ("convolution", {"tab": "Exercise", "task": ""}, {"tab": "exercise"}),
        ("convolution", {"tab": "Exercise", "level": ""}, {"tab": "exercise"}),
        ("network", {"network_tab": "Exercises", "network_task": ""}, {"network_tab": "exercise"}),
        ("network", {"network_tab": "Exercises", "network_level": ""}, {"network_tab": "exercise"}),
        ("convolution", {"tab": "exercise", "question": "1e309"}, {"tab": "exercise"}),
        ("convolution", {"image": "no grid", "kernel": ""}, {}),
        ("training", {"part": "race", "race": "gone"}, {"part": "race"}),
        ("training", {"run": "", "seed": "-inf"}, {}),
        ("filter_gallery", {"gallery": "learned", "trained": ""}, {"gallery": "learned"}),
        ("inside", {"trained": "gone", "follow": "known"}, {"follow": "known"}),
    ],
)
def test_a_bad_word_gives_the_default_and_goes(open_app, lesson, words, left) -> None:
    app = open_app(lesson, **words)
    assert not app.exception
    assert app.query_params == left
    assert not app.run().exception
    assert app.query_params == left
