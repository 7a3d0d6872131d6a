"""Runs live outside the server: they queue, stop, pause, survive and say what went wrong."""

import dataclasses
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from cnncore.runs import LocalEngine, RunFolder, RunView, Status, sentence, worker
from cnncore.training import Settings
from tests.core.runs.conftest import SHORT

LONG = Settings(epochs=100, augmentation="none")
_pause = threading.Event()


def until(engine: LocalEngine, run: str, reached: Callable[[RunView], bool]) -> RunView:
    for _ in range(1200):
        view = engine.watch(run)
        if reached(view):
            return view
        _pause.wait(0.05)
    raise AssertionError(f"never reached; last seen {view.status}")


def in_state(*states: str) -> Callable[[RunView], bool]:
    return lambda view: view.status.state in states


def test_run_trains_to_its_end_and_leaves_everything(engine: LocalEngine) -> None:
    run = engine.submit(SHORT, "anna")
    view = until(engine, run, in_state("done", "failed", "lost"))
    assert view.status.state == "done", view.status
    history = view.folder.history()
    assert history.step[-1] == view.status.total == 17
    assert history.held_out_accuracy[-1] > 0.5 > history.held_out_accuracy[0]
    assert {0, 4, 12, 17} == set(view.folder.checkpoints())
    assert [seen.id for seen in engine.runs_of("anna")] == [run]
    assert engine.runs_of("bert") == []
    # a new server finds it again
    assert LocalEngine(engine.root).watch(run).status.state == "done"


def test_killed_worker_is_told_and_resumed_to_the_same_end(engine: LocalEngine) -> None:
    settings = dataclasses.replace(SHORT, epochs=4)
    run = engine.submit(settings, "anna")
    view = until(engine, run, lambda v: v.status.step > 1)
    os.kill(view.status.pid, signal.SIGKILL)
    view = until(engine, run, in_state("lost"))
    assert f"step {view.status.step:,}" in sentence(view.status)
    engine.resume(run, "anna")
    view = until(engine, run, in_state("done", "failed"))
    assert view.status.step == view.status.total
    steps = view.folder.history().step
    np.testing.assert_array_equal(steps, np.arange(1, view.status.total + 1))


def test_pause_and_resume_equal_an_unbroken_run(tmp_path: Path) -> None:
    whole, broken = (prepared(tmp_path / name, SHORT) for name in ("whole", "broken"))
    worker.Worker(whole).run()
    broken.order("pause")
    first = worker.Worker(broken)
    first._resume = lambda: ""  # keeps the order, so that the first look obeys it
    first.run()
    assert broken.status().state == "paused"
    assert 0 < broken.status().step < whole.status().step
    worker.Worker(broken).run()
    assert broken.status().state == "done"
    ours, theirs = (torch.load(f.weights(), weights_only=True) for f in (broken, whole))
    for name, value in ours.items():
        torch.testing.assert_close(value, theirs[name], rtol=0, atol=0)
    np.testing.assert_array_equal(broken.history().loss, whole.history().loss)


def prepared(path: Path, settings: Settings) -> RunFolder:
    folder = RunFolder(path)
    folder.begin(settings)
    folder.set_status(Status("starting"))
    return folder


def test_stop_is_obeyed_and_keeps_the_weights(engine: LocalEngine) -> None:
    run = engine.submit(LONG, "anna")
    until(engine, run, lambda v: v.status.step > 2)
    engine.stop(run, "anna")
    view = until(engine, run, in_state("stopped"))
    assert 2 < view.status.step < view.status.total
    assert view.folder.checkpoints()[view.status.step].exists()


def test_unwatched_run_is_paused_with_its_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CNN_LEASE", "60")
    folder = prepared(tmp_path / "run", LONG)
    folder.touch()
    os.utime(folder.path / "seen", (1, 1))
    worker.Worker(folder).run()
    assert folder.status().state == "paused"
    assert "nobody" in sentence(folder.status())
    assert folder.states()


def test_diverging_run_says_why(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "run", dataclasses.replace(SHORT, learning_rate=10.0, epochs=5))
    trainer = worker.Worker(folder)
    trainer.prepare()
    with torch.no_grad():
        trainer.trainer.model.conv1.bias[0] = float("nan")
    trainer.prepare = lambda: None
    trainer.run()
    assert folder.status().state == "failed"
    assert "learning rate" in sentence(folder.status())


def test_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = prepared(tmp_path / "run", SHORT)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(RunFolder, "save_state", full)
    worker.Worker(folder).run()
    assert folder.status().state == "lost"
    assert "No space left" in sentence(folder.status())


@pytest.mark.parametrize("both", [False, True])
def test_damaged_checkpoint_is_told_and_an_older_one_used(tmp_path: Path, both: bool) -> None:
    folder = prepared(tmp_path / "run", SHORT)
    first = worker.Worker(folder)
    first.prepare()
    first.trainer.step()
    first.save()
    first.trainer.step()
    first.save()
    newest, before = folder.states()
    newest.write_bytes(b"rubbish")
    if both:
        before.write_bytes(b"rubbish")
    second = worker.Worker(folder)
    second.run()
    assert second.total == folder.status().step
    assert "damaged" in sentence(folder.status())
    assert ("again from its seed" in sentence(folder.status())) is both
