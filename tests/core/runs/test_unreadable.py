"""What cannot be read is never deleted, never anybody else's trouble, and told to its owner."""

import dataclasses
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncore import InputError
from cnncore.runs import (
    LocalEngine,
    RunFolder,
    Status,
    explain,
    read_run,
    run_script,
    sentence,
    state_line,
)
from cnncore.training import Settings
from tests.core.runs.conftest import SHORT
from tests.fuzz import cases, tried

BROKEN = [b"", b"null", b"[]", b"\x00" * 200, b"3", b'"x"', b"{}", b"[" * 100_000, b"\xff\xfe"]
NAMES = [field.name for field in dataclasses.fields(Status)]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**400),
    st.floats(),
    st.text(max_size=8),
    st.just("\ud800"),
    st.sampled_from(["waiting", "starting", "running", "done", "stopped", "lost", "paused"]),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def json_bytes(value: object) -> bytes:
    return json.dumps(value).encode()


def objects(names: list[str]) -> st.SearchStrategy[bytes]:
    """Return JSON objects with some of these names, their values of any kind."""
    return st.dictionaries(st.sampled_from(names), ODD, max_size=6).map(json_bytes)


STATUSES = st.one_of(st.sampled_from(BROKEN), st.binary(max_size=40), objects(NAMES))
CHOICES = [field.name for field in dataclasses.fields(Settings)]
RECORDS = st.one_of(
    st.sampled_from(BROKEN),
    st.binary(max_size=40),
    st.fixed_dictionaries(
        {"settings": st.dictionaries(st.sampled_from(CHOICES), ODD, max_size=3) | ODD},
        optional={"made": ODD, "note": ODD},
    ).map(json_bytes),
)
ROWS = st.lists(st.one_of(ODD, st.lists(ODD, max_size=7)).map(json_bytes), max_size=6)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalEngine:
    """Return an engine that starts no process, and looks anew each time."""
    made = LocalEngine(tmp_path / "runs", slots=1)
    monkeypatch.setattr(made, "_spawn", lambda folder: None)
    monkeypatch.setattr("cnncore.runs.local._NOW", 0.0)
    return made


def contents(folder: RunFolder) -> dict[str, bytes]:
    """Return all that lies in a folder, but what a look may touch."""
    files = (file for file in folder.path.rglob("*") if file.is_file())
    return {file.name: file.read_bytes() for file in files if file.name not in ("seen", "alive")}


def one(engine: LocalEngine, visitor: str) -> RunFolder:
    run = engine.find(engine.submit(SHORT, visitor))
    run.keep_checkpoint(4, b"four")
    return run


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory) -> Iterator[LocalEngine]:
    """Return such an engine for many cases, where all that may be deleted goes at each press."""
    made = LocalEngine(tmp_path_factory.mktemp("fuzzed"), slots=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(made, "_spawn", lambda folder: None)
        patch.setattr("cnncore.runs.local._NOW", 0.0)
        patch.setenv("CNN_RUNS_MB", "0")
        yield made


@cases(60)
@given(content=STATUSES, name=st.sampled_from(["status.json", "settings.json"]))
def test_no_press_of_anybody_deletes_what_cannot_be_read(fuzzed, content: bytes, name: str) -> None:
    _fresh(fuzzed)
    mine = one(fuzzed, "anna")
    mine.set_status(Status("done"))
    (mine.path / name).write_bytes(content)
    before = contents(mine)
    readable = _is_readable(mine)
    fuzzed.submit(SHORT, "bert")
    fuzzed.runs_of("anna")
    if not readable:
        assert contents(mine) == before


def _is_readable(run: RunFolder) -> bool:
    given, _ = tried(lambda: run.settings)
    return given is not None and run.status().cause != "unreadable"


def _fresh(engine: LocalEngine) -> None:
    for owner in engine.root.iterdir():
        if owner.is_dir():
            shutil.rmtree(owner)


@pytest.mark.parametrize("content", BROKEN[:4])
def test_a_broken_status_of_a_living_worker_is_running_and_stays(fuzzed, content: bytes) -> None:
    _fresh(fuzzed)
    mine = one(fuzzed, "anna")
    lock = mine.lock()
    assert lock.acquire()
    (mine.path / "status.json").write_bytes(content)
    fuzzed.submit(SHORT, "bert")
    view = fuzzed.watch(mine.id)
    assert view.status.state == "running"
    assert mine.checkpoints()[4].read_bytes() == b"four"
    lock.release()
    view = fuzzed.watch(mine.id)
    assert (view.status.state, view.status.cause) == ("lost", "unreadable")
    assert "nothing was deleted" in sentence(view.status)


@pytest.mark.parametrize("content", BROKEN[:4])
def test_a_broken_status_is_set_aside_before_another_is_written(engine, content: bytes) -> None:
    mine = one(engine, "anna")
    (mine.path / "status.json").write_bytes(content)
    engine.resume(mine.id, "anna")
    assert mine.status().state in ("waiting", "starting")
    assert content in contents(mine).values()


@cases(60)
@given(
    status=st.sampled_from(["waiting", "running"]) | STATUSES, record=RECORDS, busy=st.booleans()
)
def test_a_strangers_broken_run_is_no_trouble_of_mine(fuzzed, status, record, busy) -> None:
    _fresh(fuzzed)
    strange = one(fuzzed, "stranger")
    (strange.path / "settings.json").write_bytes(record)
    if isinstance(status, str):
        strange.set_status(Status(status))
    else:
        (strange.path / "status.json").write_bytes(status)
    lock = strange.lock()
    assert not busy or lock.acquire()
    mine = one(fuzzed, "anna")
    view = fuzzed.watch(mine.id)
    assert [seen.id for seen in fuzzed.runs_of("anna")] == [mine.id]
    assert view.status.state in ("waiting", "starting")
    assert view.wait >= 0
    assert strange.id not in state_line(view)
    fuzzed.traffic()
    lock.release()


@cases(80)
@given(status=STATUSES, record=RECORDS, rows=ROWS)
def test_what_lies_in_a_run_is_shown_or_refused_in_a_sentence(
    fuzzed, status: bytes, record: bytes, rows: list[bytes]
) -> None:
    _fresh(fuzzed)
    run = one(fuzzed, "anna")
    (run.path / "status.json").write_bytes(status)
    (run.path / "settings.json").write_bytes(record)
    (run.path / "metrics.jsonl").write_bytes(b"\n".join(rows))
    view, _ = tried(fuzzed.watch, run.id)
    history = run.history()
    assert len(history.step) == len(history.loss)
    if view is not None:
        state_line(view).encode()
        time.localtime(view.folder.made)
        explain(read_run(history, view.settings, view.status))
        run_script(view.settings)
        assert view.status.step >= 0


@pytest.mark.parametrize("line", [b"3", b"null", b"{}", b"[]", b'["a",1,2,3]', b"[1,2,3]"])
def test_an_odd_line_of_metrics_is_left_out_and_kept(folder: RunFolder, line: bytes) -> None:
    folder.add_metrics([(1, 0.1, 2.3, 0.003)])
    with (folder.path / "metrics.jsonl").open("ab") as file:
        file.write(line + b"\n")
    folder.add_metrics([(2, 0.2, 2.1, 0.003)])
    assert folder.history().loss.tolist() == [2.3, 2.1]
    folder.trim_metrics(1)
    assert folder.history().loss.tolist() == [2.3]
    assert any(line in content for content in contents(folder).values())


def test_a_stray_file_among_the_checkpoints_is_none(folder: RunFolder) -> None:
    folder.keep_checkpoint(4, b"four")
    for name in ("step-abc.pt", "step-.pt", "step-0000004.pt.tmp", "step--000001.pt"):
        (folder.path / "checkpoints" / name).write_bytes(b"stray")
    assert list(folder.checkpoints()) == [4]
    folder.drop_checkpoints(after=0)
    assert (folder.path / "checkpoints" / "step-abc.pt").exists()


def test_drawings_are_the_runs_own_whatever_its_record_says(folder: RunFolder) -> None:
    record = {"settings": {"drawings": "../../stranger/drawings.npz"}, "made": 1}
    (folder.path / "settings.json").write_text(json.dumps(record))
    assert folder.drawings == folder.path / "drawings.npz"


@pytest.mark.parametrize(
    "wrong",
    [
        {"epochs": float("inf")},
        {"epochs": 1.5},
        {"epochs": True},
        {"epochs": "3"},
        {"batch_size": None},
        {"learning_rate": 10**400},
        {"learning_rate": [1]},
        {"network": None},
        {"network": "rubbish"},
        {"network": "flatten"},
        {"network": "\ud800"},
        {"schedule": ["cosine"]},
    ],
)
def test_settings_of_a_wrong_type_are_refused_by_name(wrong: dict) -> None:
    with pytest.raises(
        InputError, match=r"epochs|batch|learning_rate|network|layer|scores|schedule"
    ):
        Settings(**wrong)


def test_a_run_nobody_has_submitted_whole_yet_is_not_there(engine, monkeypatch) -> None:
    seen = []
    original = RunFolder.begin

    def begin(self, *given, **named) -> None:
        original(self, *given, **named)
        seen.append(self.status().state)

    monkeypatch.setattr(RunFolder, "begin", begin)
    engine.submit(SHORT, "anna")
    assert seen == ["waiting"]


def test_one_odd_entry_hides_no_run(engine) -> None:
    run = one(engine, "anna")
    (engine.root / "loop").symlink_to(engine.root / "loop")
    (run.path.parent / "loop").symlink_to(run.path.parent / "loop")
    (run.path.parent / "copy of a run").mkdir()
    shutil.copy(run.path / "settings.json", run.path.parent / "copy of a run")
    assert [seen.id for seen in engine.runs_of("anna")] == [run.id]
    assert run.id in [found.folder.id for found in engine.register.runs()]


def test_a_status_from_the_future_holds_no_place(folder: RunFolder) -> None:
    status = Status("starting", changed=1e15)
    (folder.path / "status.json").write_text(json.dumps(dataclasses.asdict(status)))
    assert folder.status().state == "lost"


def test_an_order_that_cannot_be_read_is_none(folder: RunFolder) -> None:
    (folder.path / "order").write_bytes(b"\xff\x00stop")
    assert folder.ordered() == ""
