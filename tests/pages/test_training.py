"""The training lesson: never empty, starts runs, keeps them in the address, tells what is wrong."""

import dataclasses
import json
import time

import pytest

from cnncore.runs import RunFolder, Status, recorded_run
from cnncore.training import Settings
from ui.shared import runs
from ui.training.controls import TABS


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def shown_run(app) -> RunFolder:
    return runs.engine().find(app.query_params["run"])


def test_lesson_opens_on_the_recorded_run(open_app, engine) -> None:
    app = open_app("training")
    assert not app.exception
    assert any("misread" in header.value for header in app.header)
    assert len(app.get("vega_lite_chart")) == 3


def test_train_submits_what_the_controls_say(open_app, engine) -> None:
    app = open_app("training", epochs="3", rate="0.01", augmentation="pen", seed="7")
    app = press(app, "Train")
    assert not app.exception
    settings = shown_run(app).settings
    assert settings == Settings(epochs=3, learning_rate=0.01, augmentation="pen", seed=7)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ({"model": "changed", "filters1": "4"}, "conv4k3p1-relu-max2-conv32k3p1-relu-max2"),
        ({"model": "changed"}, "simple"),
        ({"model": "dense", "units": "8"}, "flatten-linear8-relu-linear10"),
        ({"model": "local"}, "local2k3s2p1-relu-flatten-linear10"),
    ],
)
def test_networks_are_built_from_the_controls(open_app, engine, address, words) -> None:
    app = press(open_app("training", **address), "Train")
    assert shown_run(app).settings.network.startswith(words)


def test_link_to_a_run_reopens_it_and_others_cannot_stop_it(open_app, engine) -> None:
    run = engine.submit(Settings(epochs=4), "somebody else")
    app = open_app("training", run=run)
    assert app.query_params["run"] == run
    assert "Stop" not in [button.label for button in app.button]
    assert open_app("training").selectbox(key="run").options == [
        "Recorded run: default settings, ready to explore"
    ]


def test_deleted_run_in_the_address_is_told(open_app, engine) -> None:
    app = open_app("training", run="AAAAAAAAAAAA")
    assert not app.exception
    assert "deleted" in app.warning[0].value


def test_broken_run_says_so_and_offers_to_resume(open_app, engine) -> None:
    app = press(open_app("training"), "Train")
    folder = shown_run(app)
    status = Status("running", step=1234, total=2000, changed=time.time() - 60)
    (folder.path / "status.json").write_text(json.dumps(dataclasses.asdict(status)))
    app.run()
    assert not app.exception
    assert "Resume" in [button.label for button in app.button]
    press(app, "Resume")
    assert folder.status().state in ("waiting", "starting")


def test_exploded_run_offers_the_remedy(open_app, engine) -> None:
    app = press(open_app("training", rate="10"), "Train")
    folder = shown_run(app)
    folder.set_status(
        Status("failed", step=8, total=99, cause="diverged", detail="loss is nan at step 9")
    )
    app.run()
    assert "NaN" in app.error[0].value
    app = press(app, "Train again with learning rate 1")
    assert shown_run(app).settings.learning_rate == 1.0


def test_the_film_tells_the_gap_where_it_was_measured(open_app, engine) -> None:
    app = open_app("training", part="rewind")
    history = recorded_run().folder.history()
    gap = 100 * (history.train_accuracy - history.held_out_accuracy)[-1]
    told = [part.value for part in app.markdown if "of the held-out digits are right" in part.value]
    assert len(told) == 1
    assert told[0].endswith(f"gap to train {gap:+.1f} points")


def test_a_run_that_went_well_offers_no_remedy(open_app, engine) -> None:
    assert "remedy" not in {button.key for button in open_app("training").button}


def test_network_of_the_network_lesson_is_taken_over(open_app, engine) -> None:
    words = "conv4k3-relu-flatten-linear10"
    app = open_app("training", model="built", network=words)
    assert app.text_input(key="network").value == words
    assert not app.warning


def test_network_that_cannot_be_trained_is_told(open_app, engine) -> None:
    app = open_app("training", model="built", network="conv4k3")
    assert "ten scores" in app.warning[0].value


@pytest.mark.parametrize("part", TABS)
def test_every_part_opens_on_the_recorded_run(open_app, engine, part: str) -> None:
    app = open_app("training", part=part)
    assert not app.exception
    assert app.session_state["part"] == TABS[part]
    assert app.selectbox(key="run").value == runs.RECORDED


def test_rewinding_shows_the_network_that_guessed(open_app, engine) -> None:
    app = open_app("training", part="rewind")
    app.select_slider(key="checkpoint").set_value(0).run()
    assert not app.exception
    guessed = recorded_run().folder.history().held_out_accuracy[0]
    words = f"{guessed:.1%} of the held-out digits are right"
    assert any(words in text.value for text in app.markdown)


def test_film_plays_from_the_start_to_the_end(open_app, engine) -> None:
    app = open_app("training", part="rewind")
    app = next(b for b in app.button if b.key == "film").click().run()
    assert not app.exception
    assert app.select_slider(key="checkpoint").value == 4


def test_hidden_kernel_is_found_after_some_steps(open_app, engine) -> None:
    app = open_app("training", part="kernel")
    for label, told in (("One step", "after 1 step<"), ("10 steps", "after 11 steps<")):
        app = press(app, label)
        assert any(f"Kernel {told}" in part.proto.body for part in app.get("html"))
    for _ in range(2):
        app = press(app, "100 steps")
    assert any("found the hidden kernel" in card.value for card in app.success)


@pytest.mark.parametrize("tab", ["train", "rewind", "race", "keep"])
def test_a_run_stopped_before_it_began_opens_in_every_tab(open_app, engine, tab: str) -> None:
    app = press(open_app("training"), "Train")
    folder = shown_run(app)
    folder.set_status(Status("stopped"))
    app.session_state["part"] = TABS[tab]
    app.run()
    assert not app.exception
    assert folder.weights() is None
