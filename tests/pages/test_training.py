"""The training lesson: never empty, starts runs, keeps them in the address, tells what is wrong."""

import dataclasses
import json
import time

import pytest
import streamlit as st

from cnncore.errors import InputError
from cnncore.runs import RunFolder, Status, recorded_run, run_notebook, run_script
from cnncore.training import Settings
from cnncore.words.recap import LessonDone
from ui.shared import runs
from ui.training import cache
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


def test_a_race_is_entered_whole_or_not_at_all(open_app, engine, monkeypatch) -> None:
    app, entered = open_app("training", part="race", race_setting="optimiser"), []
    whole = engine.submit

    def full(settings: Settings, *more, **words) -> str:
        if entered:
            raise InputError("a free place", "none", "Wait for a turn.")
        entered.append(settings)
        return whole(settings, *more, **words)

    monkeypatch.setattr(engine, "submit", full)
    app = press(app, "Start the race")
    assert "Wait for a turn." in " ".join(card.value for card in app.warning)
    assert len(entered) == 1
    assert engine.runs_of(app.session_state["kept:visitor"]) == []


def test_race_enters_runners_that_differ_in_one_setting(open_app, engine) -> None:
    app = press(open_app("training", part="race", race_setting="optimiser"), "Start the race")
    assert not app.exception
    token = app.session_state["kept:visitor"]
    views = engine.runs_of(token)
    assert {view.settings.optimiser for view in views} == {"adam", "momentum"}
    assert {view.note for view in views} == {f"race {app.query_params['race']}"}
    lost = next(view for view in views if view.settings.optimiser == "momentum")
    lost.folder.set_status(Status("lost", step=3, total=9))
    app.run()
    assert [card.value for card in app.warning if "The runner with momentum is out" in card.value]


def test_the_race_started_last_is_shown(open_app, engine) -> None:
    app = press(open_app("training", part="race", race_setting="optimiser"), "Start the race")
    assert app.query_params["race"].startswith("optimiser.")
    setting = app.selectbox(key="race_setting")
    setting.select(next(one for one in setting.options if "chedule" in one)).run()
    app = press(app, "Start the race")
    assert not app.exception
    assert app.query_params["race"].startswith("schedule.")


def test_hidden_kernel_is_found_after_some_steps(open_app, engine) -> None:
    app = open_app("training", part="kernel")
    for label, told in (("One step", "after 1 step<"), ("10 steps", "after 11 steps<")):
        app = press(app, label)
        assert any(f"Kernel {told}" in part.proto.body for part in app.get("html"))
    for _ in range(2):
        app = press(app, "100 steps")
    assert any("found the hidden kernel" in card.value for card in app.success)


@pytest.fixture
def offered(monkeypatch) -> dict[str, str | bytes]:
    """Keep what the page offers to download, by the button's key."""
    kept, button = {}, st.download_button

    def keep(label: str, data: str | bytes, name: str, *, key: str, **words) -> bool:
        kept[key] = data
        return button(label, data, name, key=key, **words)

    monkeypatch.setattr(st, "download_button", keep)
    return kept


def test_report_is_written_of_ones_own_runs(open_app, engine, offered) -> None:
    app = press(open_app("training", epochs="3", rate="0.01"), "Train")
    shown_run(app).set_status(Status("stopped"))
    app.session_state["part"] = TABS["keep"]
    app = press(app.run(), "Write the report")
    assert not app.exception
    assert "Run 1: epochs 3, learning rate 0.01" in offered["take_report"]
    assert "stopped, not measured" in offered["take_report"]


def test_a_run_is_taken_along_as_script_and_as_notebook(open_app, engine, offered) -> None:
    app = press(open_app("training", rate="0.03"), "Train")
    app.session_state["repeat"] = True
    app.run()
    settings = shown_run(app).settings
    assert settings.learning_rate == 0.03
    assert offered == {"take_py": run_script(settings), "take_ipynb": run_notebook(settings)}


def test_a_runs_weights_are_offered_as_soon_as_there_are_any(open_app, engine) -> None:
    app = press(open_app("training"), "Train")
    folder = shown_run(app)
    app.session_state["part"] = TABS["keep"]
    told = "Its weights can be used as soon as the first ones are there."
    assert told in [one.value for one in app.run().caption]
    assert app.button(key="use_network").disabled
    folder.keep_checkpoint(1, recorded_run().folder.weights().read_bytes())
    app.run()
    assert not app.exception
    assert told not in [one.value for one in app.caption]
    assert not app.button(key="use_network").disabled


def test_report_holds_runs_curves_mistakes_and_scores() -> None:
    from cnncore.networks.from_words import load_network
    from cnncore.training.judging import judge
    from ui.training.lab_report import ReportedRun, lab_report

    run = recorded_run()
    network = load_network(run.settings.network, run.folder.weights())
    found = judge(network, cache.held_out())
    told = (run.settings, run.status.state, runs.history(run))
    page = lab_report(
        [ReportedRun(*told, found), ReportedRun(*told, None)],
        [LessonDone("Size <1>", "Why?", True, 2, 3)],
        ["<img>"],
    )
    assert page.count("<svg") == 4
    assert page.count("<table>") == 2
    assert "Size &lt;1&gt;" in page
    assert "python -m cnncore.training" in page


@pytest.mark.parametrize("tab", ["train", "rewind", "race", "keep"])
def test_a_run_stopped_before_it_began_opens_in_every_tab(open_app, engine, tab: str) -> None:
    app = press(open_app("training"), "Train")
    folder = shown_run(app)
    folder.set_status(Status("stopped"))
    app.session_state["part"] = TABS[tab]
    app.run()
    assert not app.exception
    assert folder.weights() is None
