"""What the queue looks at, many times a second, in a room that has trained hundreds of runs."""

import threading
from pathlib import Path

import pytest

from cnncore.machine import memory_limit
from cnncore.runs import Register, RunFolder, Status
from cnncore.runs.processes import Workers
from cnncore.training import DEFAULTS


def make_run(root: Path, name: str, state: str) -> RunFolder:
    folder = RunFolder(root / f"owner of {name}" / name)
    folder.begin(DEFAULTS)
    folder.set_status(Status(state))
    return folder


def test_a_status_is_read_again_only_where_its_file_changed(tmp_path, monkeypatch) -> None:
    runs = [make_run(tmp_path, f"run {n}", "waiting") for n in range(4)]
    register, read = Register(tmp_path), []
    original = RunFolder.status
    monkeypatch.setattr(RunFolder, "status", lambda run: (read.append(run.id), original(run))[1])
    assert len(register.runs()) == 4
    read.clear()
    runs[2].set_status(Status("stopped"))
    assert sorted(status.state for _, status in register.runs()) == ["stopped"] + ["waiting"] * 3
    assert read == ["run 2"]


def test_a_run_whose_worker_died_is_noticed_without_a_new_file(tmp_path) -> None:
    make_run(tmp_path, "run", "running")  # nobody holds its lock
    register = Register(tmp_path)
    for _ in range(2):
        assert [status.state for _, status in register.runs()] == ["lost"]


def test_those_who_look_share_a_round(tmp_path) -> None:
    register = Register(tmp_path)
    assert register.runs(age=60) == []
    make_run(tmp_path, "late", "waiting")
    assert register.runs(age=60) == []
    assert [run.id for run, _ in register.waiting()] == ["late"]


def test_a_removed_run_and_a_stray_file_are_no_runs(tmp_path) -> None:
    run = make_run(tmp_path, "gone", "done")
    (tmp_path / "note.txt").write_text("not a run")
    (tmp_path / "empty" / "folder").mkdir(parents=True)
    register = Register(tmp_path)
    assert [folder.id for folder, _ in register.runs()] == ["gone"]
    run.path.rename(run.path.with_name(".gone-gone"))
    assert register.runs() == []


def test_visitors_who_come_together_make_one_worker_ready(monkeypatch) -> None:
    monkeypatch.delenv("CNN_SPARE")
    made, gate = [], threading.Barrier(8)

    class Stub:
        def poll(self) -> None:
            return None

    def hire(words: list[str], stdin: int) -> Stub:
        made.append(words)
        threading.Event().wait(0.01)  # the time a process takes to start
        return Stub()

    monkeypatch.setattr("cnncore.runs.processes._popen", hire)
    workers = Workers()

    def visit() -> None:
        gate.wait()
        workers.prepare()

    threads = [threading.Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [["--wait"]]


def test_a_small_machine_keeps_no_worker_ready(monkeypatch) -> None:
    made = []
    monkeypatch.setattr("cnncore.runs.processes._popen", lambda words, stdin: made.append(words))
    monkeypatch.setattr("cnncore.machine.memory_limit", lambda: 1e9)
    monkeypatch.delenv("CNN_SPARE")
    Workers().prepare()
    assert made == []
    monkeypatch.setenv("CNN_SPARE", "1")
    Workers().prepare()
    assert made == [["--wait"]]


def test_the_tightest_limit_counts(tmp_path) -> None:
    texts = {"v2": "1000000000\n", "none": "max\n", "info": "MemTotal:  24000000 kB\nMemFree: 1"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    paths = {name: str(tmp_path / name) for name in (*texts, "missing")}
    assert memory_limit((paths["v2"], paths["info"])) == 1e9
    assert memory_limit((paths["none"], paths["missing"], paths["info"])) == 24_000_000 * 1024
    assert memory_limit((paths["missing"],)) == float("inf")


@pytest.mark.parametrize("state", ["running", "waiting"])
def test_cleaning_never_takes_what_is_at_work(tmp_path, monkeypatch, state: str) -> None:
    make_run(tmp_path, "run", state)
    monkeypatch.setenv("CNN_RUNS_MB", "0")
    monkeypatch.setattr("cnncore.runs.folder.held", lambda path: True)
    Register(tmp_path).clean()
    assert [folder.id for folder, _ in Register(tmp_path).runs()] == ["run"]
