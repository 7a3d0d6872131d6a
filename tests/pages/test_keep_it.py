"""What is taken along of a run: its weights, its code and a report of it."""

import pytest
import streamlit as st

from cnncore.runs import Status, recorded_run, run_notebook, run_script
from cnncore.words.recap import LessonDone
from tests.pages.test_training import press, shown_run
from ui.shared import runs
from ui.training import cache
from ui.training.controls import TABS


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
