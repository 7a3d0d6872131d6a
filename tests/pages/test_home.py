"""Home under AppTest: what it says and what it remembers."""

import json

import pytest

from cnncore.inside.seven_steps import load_strip
from ui.home.controls import TABS
from ui.home.figures.way import STEPS
from ui.home.ways import WAYS
from ui.shared.plans import PLANS, title


def test_lessons_opened_are_remembered(open_app) -> None:
    app = open_app("network").switch_page("streamlit_app.py")
    app.query_params["home_tab"] = "Your progress"
    links = [link.proto.label for link in app.run().get("page_link")]
    opened = [label for label in links if "check_circle" in label]
    assert [label.split("**")[1] for label in opened] == ["What is a CNN?", "The network"]


def _flow(app) -> dict:
    return json.loads(app.get("bidi_component")[0].proto.json)[0]


def test_a_real_digit_flows_until_one_is_drawn(open_app) -> None:
    app = open_app("home")
    shown = _flow(app)
    assert [stage["name"] for stage in shown["stages"]] == [name for name, *_ in STEPS]
    assert shown["answer"]["digit"] == ""
    assert shown["strokes"] == []
    assert "kept:sketch" not in app.session_state  # home makes no example of its own


def test_what_was_drawn_in_another_lesson_flows_on_home(open_app) -> None:
    app = open_app("draw_digit")
    app.button(key="sample_3").click().run()
    app.switch_page("streamlit_app.py").run()
    shown = _flow(app)
    assert shown["answer"]["digit"] == "3"
    assert len(shown["strokes"]) == len(app.session_state["kept:sketch"].latest)
    app.switch_page("pages/draw_digit.py").run()
    app.button(key="clear").click().run()
    app.switch_page("streamlit_app.py").run()
    assert _flow(app)["answer"]["digit"] == ""


def test_flow_words_are_the_networks_numbers() -> None:
    strip = load_strip()
    words = " ".join(step[1] for step in STEPS)
    for number in (len(strip.first), len(strip.second), f"{strip.repooled.size:,}"):
        assert str(number) in words


@pytest.mark.parametrize("tab", TABS)
def test_tab_opens_by_its_address(open_app, tab: str) -> None:
    app = open_app("home", home_tab=tab)
    assert not app.exception
    assert [one.label for one in app.tabs] == list(TABS.values())


def test_formula_follows_the_chosen_cell(open_app) -> None:
    app = open_app("home", home_tab="formula")
    app.slider(key="i").set_value(1).run()
    app.slider(key="j").set_value(2).run()
    bodies = " ".join(block.proto.body for block in app.get("html"))
    assert "S(1, 2) = 1·1 + 0·0 + 1·1 + 1·0 + 1·1 + 0·0 + 0·1 + 1·0 + 1·1 = <b>4</b>" in bodies


def test_recap_explains_and_is_remembered(open_app) -> None:
    app = open_app("home", home_tab="recap")
    app.radio(key="recap_0").set_value(1).run()
    app.radio(key="recap_4").set_value(0).run()
    assert "Multiply the patch" in app.success[0].value
    assert "Answering leaves all 20,490" in app.warning[0].value
    app.switch_page("pages/network.py").run()
    app.switch_page("streamlit_app.py")
    app.query_params["home_tab"] = "Quick recap"
    app.run()
    assert [radio.index for radio in app.radio] == [1, None, None, None, 0]


@pytest.mark.parametrize(
    ("name", "words"), [("5", "5 minutes"), ("30", "30 minutes"), ("120", "2 hours")]
)
def test_a_way_is_named_by_how_long_its_questions_take(name: str, words: str) -> None:
    assert name in WAYS
    assert words.endswith(title(PLANS[name]))


def test_a_way_leads_to_the_first_question_that_is_left(open_app) -> None:
    app = open_app("home", home_tab="ways")
    assert _led_to(app, "Convolution by hand**, 12 minutes. 6 questions.") == "step=cell&plan=30"
    assert _led_to(app, "Training**, 2 minutes. 1 question.") == "step=part&plan=30"
    for lesson, step in (("convolution", "cell"), ("training", "part")):
        app.switch_page(f"pages/{lesson}.py")
        app.query_params["step"] = step
        app.run().button(key="path_show").click().run()
    app.switch_page("streamlit_app.py").run()
    assert _led_to(app, "Convolution by hand**, 12 minutes. 6 questions.") == "step=weights&plan=30"
    done = next(link.proto for link in app.get("page_link") if "1 question." in link.proto.label
                and "Training" in link.proto.label)  # fmt: skip
    assert done.icon == ":material/check_circle:"


def test_a_plan_asks_its_questions_and_leads_on(open_app) -> None:
    app = open_app("network", step="slices", plan="30")
    assert "1 of 2 in your 30 minutes" in " ".join(one.value for one in app.markdown)
    app.button(key="path_on").click().run()
    assert app.query_params["step"] == "view"
    assert "path_on" not in [button.key for button in app.button]
    app.button(key="path_show").click().run()
    assert _led_to(app, "On in your 30 minutes: **Training**") == "step=part&plan=30"
    app.button(key="path_back").click().run()
    assert app.query_params["step"] == "slices"
    app.button(key="path_leave").click().run()
    assert "plan" not in app.query_params


def test_the_end_of_a_plan_is_told(open_app) -> None:
    app = open_app("draw_digit", step="house", plan="45")
    app.button(key="path_show").click().run()
    assert "That was the last question of your 45 minutes" in _captions(app)


@pytest.mark.parametrize("plan", ["", "banana", "5"])
def test_no_plan_leaves_the_path_whole(open_app, plan: str) -> None:
    app = open_app("network", step="slices", plan=plan)
    assert not app.exception
    assert "**3 of 5 ·" in " ".join(one.value for one in app.markdown)


def _captions(app) -> str:
    return " ".join(one.value for one in app.caption)


def _led_to(app, label: str) -> str:
    links = [link.proto for link in app.get("page_link")]
    return next(link.query_string for link in links if label in link.label)


@pytest.mark.parametrize(
    ("lesson", "kind", "key", "address", "value"),
    [
        ("convolution", "toggle", "flip", "true", True),
        ("convolution", "slider", "stride", "2", 2),
        ("training", "number_input", "seed", "1", 1),
        ("training", "slider", "epochs", "2", 2),
    ],
)
def test_experiments_of_home_arrive(open_app, lesson, kind, key, address, value) -> None:
    """What home's links write into the address, the lessons' controls read."""
    app = open_app(lesson, **{key: address})
    assert getattr(app, kind)(key=key).value == value


def test_experiment_of_the_doubtful_digit_arrives(open_app) -> None:
    app = open_app("draw_digit", view="unknown")
    assert not app.exception
    assert app.slider(key="temperature")
