"""Runs queue: fairly, one a visitor, out of others' reach, never twice."""

import dataclasses
import json
import threading
import time

import pytest

from cnncore import InputError
from cnncore.runs import LocalEngine, RunFolder, Status, owner_mark
from cnncore.training import Settings
from tests.core.runs.conftest import SHORT


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
