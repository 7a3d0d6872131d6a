"""Lessons where nothing can be written, or what was written cannot be read: told, and going on."""

import logging
from pathlib import Path

import pytest

from cnncore.runs import Status
from cnncore.training import Settings
from ui.lessons import HOST, LESSONS, lesson_named
from ui.shared import runs
from ui.shared.classroom import classroom
from ui.shared.start import check_folders
from ui.training.cache import equal_budget_here
from ui.training.controls import TABS


def _forget() -> None:
    for cached in (runs.engine, classroom, check_folders, equal_budget_here):
        cached.clear()


@pytest.fixture
def in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a file where the folders of runs and rooms should be."""
    path = tmp_path / "file"
    path.write_text("here stands a file")
    for variable in ("CNN_RUNS", "CNN_DATA"):
        monkeypatch.setenv(variable, str(path))
    monkeypatch.setenv("CNN_HOST_KEY", "open sesame")
    _forget()
    yield path
    _forget()


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


@pytest.mark.parametrize("name", [lesson.name for lesson in (*LESSONS, HOST)])
def test_every_lesson_opens_where_nothing_can_be_written(open_app, in_the_way, name: str) -> None:
    app = open_app(name, room="ABCDEF")
    assert not app.exception
    assert lesson_named(name).question in " ".join(block.value for block in app.markdown)


def test_it_is_told_in_the_log_once(open_app, in_the_way, caplog) -> None:
    with caplog.at_level(logging.WARNING, "cnn_by_hand"):
        open_app("home")
        open_app("home")
    told = [record.getMessage() for record in caplog.records if record.name == "cnn_by_hand"]
    assert [sum(name in line for line in told) for name in ("CNN_RUNS", "CNN_DATA")] == [1, 1]
    assert all(str(in_the_way) in line for line in told)


@pytest.mark.parametrize(
    ("part", "label"),
    [
        ("train", "Train"),
        ("race", "Start the race"),
        ("share", "Measure it here, about two minutes"),
    ],
)
def test_a_press_says_which_folder_and_what_to_do(open_app, in_the_way, part, label) -> None:
    app = press(open_app("training", part=part), label)
    assert not app.exception
    assert any(str(in_the_way) in card.value and "CNN_RUNS" in card.value for card in app.warning)


def test_the_host_is_told_where_rooms_cannot_be_kept(open_app, in_the_way) -> None:
    app = open_app("host", host_tab="room")
    key = next(box for box in app.text_input if box.label == "Host key")
    key.set_value("open sesame")
    app = press(app, "Open")
    assert not app.exception
    assert any("CNN_DATA" in card.value for card in app.warning)


@pytest.mark.parametrize("part", TABS)
@pytest.mark.parametrize("what", ["live", "settings", "status", "checkpoint", "metrics"])
def test_a_damaged_run_is_told_in_every_tab(open_app, engine, part: str, what: str) -> None:
    app = press(open_app("training"), "Train")
    folder = engine.find(app.query_params["run"])
    folder.keep_checkpoint(4, b"cut")
    folder.set_weights(b"PK\x03\x04 cut")
    folder.set_status(Status("stopped", 4, 9))
    if what in ("settings", "status"):
        (folder.path / f"{what}.json").write_bytes(b"\x00" * 99)
    if what == "checkpoint":
        (folder.path / "checkpoints" / "step-abc.pt").write_bytes(b"")
    if what == "metrics":
        (folder.path / "metrics.jsonl").write_bytes(b"3\nnull\n{}\n[0, 0, 0, 0]")
    app.session_state["part"] = TABS[part]
    app.run()
    assert not app.exception
    assert app.warning or part not in ("train", "rewind", "keep")
    assert folder.checkpoints()[4].exists()


def test_my_run_that_cannot_be_read_is_told_to_me_and_goes_when_i_say(open_app, engine) -> None:
    app = press(open_app("training"), "Train")
    folder = engine.find(app.query_params["run"])
    (folder.path / "settings.json").write_bytes(b"null")
    app.run()
    assert any(folder.id in card.value and "deleted" in card.value for card in app.warning)
    assert not any(folder.id in card.value for card in open_app("training").warning)
    app = press(app, "Delete it")
    assert not app.exception
    assert not folder.path.exists()


def test_too_large_a_batch_is_told_at_the_press(open_app, engine) -> None:
    words = "-".join(["conv256k1-relu-bn"] * 3 + ["max14", "flatten", "linear10"])
    app = press(open_app("training", model="built", network=words, batch="512"), "Train")
    assert not app.exception
    assert any("smaller batch" in card.value for card in app.warning)
    assert engine.runs_of("anybody") == []
    assert Settings(network=words).network == words
