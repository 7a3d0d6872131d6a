"""Runs live outside the server: they queue, stop, pause, survive and say what went wrong."""

import dataclasses
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from cnncore import InputError
from cnncore.runs import LocalEngine, RunFolder, RunView, Status, owner_mark, sentence, worker
from cnncore.training import Settings

SHORT = Settings(epochs=1, augmentation="none", batch_size=512)
LONG = Settings(epochs=100, augmentation="none")
_pause = threading.Event()


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalEngine]:
    """Start an engine of its own with one slot; end what it started."""
    monkeypatch.setenv("CNN_SLOTS", "1")
    made = LocalEngine(tmp_path / "runs")
    yield made
    for child in made.workers.started:
        child.kill()
        child.wait()


def until(engine: LocalEngine, run: str, reached: Callable[[RunView], bool]) -> RunView:
    for _ in range(1200):
        view = engine.watch(run)
        if reached(view):
            return view
        _pause.wait(0.05)
    raise AssertionError(f"never reached; last seen {view.status}")


def in_state(*states: str) -> Callable[[RunView], bool]:
    return lambda view: view.status.state in states


@pytest.fixture
def quiet(engine: LocalEngine, monkeypatch: pytest.MonkeyPatch) -> LocalEngine:
    """Return an engine whose workers are never started: for the order of the queue."""
    monkeypatch.setattr(engine, "_spawn", lambda folder: hold(folder))
    monkeypatch.setattr("cnncore.runs.local._NOW", 0.0)  # every look is a fresh one
    return engine


_held = []


def hold(folder: RunFolder) -> None:
    lock = folder.lock()
    assert lock.acquire()
    _held.append(lock)


def finish(folder: RunFolder) -> None:
    folder.set_status(dataclasses.replace(folder.status(), state="done"))


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


def test_ten_visitors_queue_fairly(quiet: LocalEngine) -> None:
    runs = [quiet.submit(SHORT, f"visitor {n}") for n in range(10)]
    views = [quiet.watch(run) for run in runs]
    assert [view.place for view in views] == list(range(10))
    waits = [view.wait for view in views[1:]]
    assert waits == sorted(waits)
    assert waits[0] > 0
    for n in range(9):  # as each ends the next begins
        folder = quiet.find(runs[n])
        finish(folder)
        _held.pop().release()
        assert quiet.watch(runs[n + 1]).status.state == "starting"
    _held.pop().release()


def test_traffic_counts_all_visitors(quiet: LocalEngine) -> None:
    for number in range(4):
        quiet.submit(SHORT, f"visitor {number}")
    assert quiet.traffic() == (1, 3)
    _held.pop().release()


def test_worker_goes_on_with_the_next_in_line(quiet: LocalEngine) -> None:
    first, second, third = (quiet.submit(SHORT, f"visitor {number}") for number in range(3))
    running = quiet.find(first)
    running.set_status(Status("done"))
    claimed = quiet.take_next()
    assert claimed is not None
    assert claimed.id == second
    assert quiet.find(second).status().state == "starting"
    assert quiet.find(third).status().state == "waiting"
    _held.pop().release()


def test_one_run_a_visitor_at_a_time(quiet: LocalEngine) -> None:
    quiet.slots = 3
    first, second = quiet.submit(SHORT, "anna"), quiet.submit(SHORT, "anna")
    other = quiet.submit(SHORT, "bert")
    states = [quiet.watch(run).status.state for run in (first, second, other)]
    assert states == ["starting", "waiting", "starting"]
    while _held:
        _held.pop().release()


def test_others_runs_are_out_of_reach(quiet: LocalEngine) -> None:
    quiet.slots = 0
    run = quiet.submit(SHORT, "anna")
    for act in (quiet.stop, quiet.pause, quiet.resume, quiet.delete):
        with pytest.raises(InputError, match="your own"):
            act(run, "bert")
    for wrong in ("*", "../../etc", run[:-1] + "*", "", owner_mark("anna")):
        with pytest.raises(InputError, match="exists"):
            quiet.watch(wrong)


def test_oldest_finished_runs_make_room_and_waiting_ones_stay(
    quiet: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet.slots = 0
    oldest, newer, waiting = (quiet.submit(SHORT, "anna") for _ in range(3))
    for run, age in ((oldest, 100), (newer, 10)):
        folder = quiet.find(run)
        stamp = dataclasses.asdict(Status("done", changed=time.time() - age))
        (folder.path / "status.json").write_text(json.dumps(stamp))
    for run in (oldest, newer, waiting):
        quiet.find(run).save_state(bytes(400_000))
    monkeypatch.setenv("CNN_RUNS_MB", "1")
    quiet.register.clean()
    assert {view.id for view in quiet.runs_of("anna")} == {newer, waiting}
    monkeypatch.setenv("CNN_RUNS_MB", "0")
    quiet.register.clean()
    assert [view.id for view in quiet.runs_of("anna")] == [waiting]


def test_deleted_run_is_gone_and_old_ones_go_by_themselves(
    quiet: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet.slots = 0
    run, old, fresh = (quiet.submit(SHORT, "anna") for _ in range(3))
    quiet.delete(run, "anna")
    with pytest.raises(InputError):
        quiet.watch(run)
    for name, age in ((old, 40 * 86_400), (fresh, 10)):
        folder = quiet.find(name)
        stamp = dataclasses.asdict(Status("done", changed=time.time() - age))
        (folder.path / "status.json").write_text(json.dumps(stamp))
    quiet.register.clean()
    assert [view.id for view in quiet.runs_of("anna")] == [fresh]


def test_two_servers_never_start_one_run_twice(quiet: LocalEngine) -> None:
    started = []
    second = LocalEngine(quiet.root)
    for engine in (quiet, second):
        engine._spawn = lambda folder: (started.append(folder.id), hold(folder))
    runs = [quiet.submit(SHORT, f"visitor {n}") for n in range(3)]
    threads = [
        threading.Thread(target=engine.start_waiting) for engine in (quiet, second) for _ in "123"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert started == runs[:1]
    _held.pop().release()


def test_adopted_weights_are_a_finished_run(quiet: LocalEngine) -> None:
    from cnncore.assets import WEIGHTS
    from cnncore.networks.from_words import load_network

    run = quiet.adopt(Settings(), "anna", WEIGHTS.read_bytes())
    view = quiet.watch(run)
    assert view.status.state == "done"
    assert load_network(view.settings.network, view.folder.weights())
    assert [seen.id for seen in quiet.runs_of("anna")] == [run]
