"""A folder that cannot be written is told by name, with what to do; reading goes on."""

import errno
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncore import InputError
from cnncore.border.folders import require_writable, unwritable
from cnncore.classroom.rooms import Classroom
from cnncore.networks.simple_cnn import load_pretrained
from cnncore.runs import LocalEngine, RunFolder
from cnncore.training import Here, Settings
from cnncore.training.teaching import teach
from tests.fuzz import cases, tried

SHORT = Settings(epochs=1, augmentation="none", batch_size=512)
NOT_EVEN_ROOT = Path("/proc/cnn-by-hand")


@pytest.fixture(params=["file", "below a file", "read-only"])
def folder(request, tmp_path: Path) -> Path:
    """Return a folder in which nobody can write."""
    (tmp_path / "file").write_text("here stands a file")
    if request.param == "read-only" and not Path("/proc").exists():
        pytest.skip("no /proc here")
    return {
        "file": tmp_path / "file",
        "below a file": tmp_path / "file" / "runs",
        "read-only": NOT_EVEN_ROOT,
    }[request.param]


def test_the_sentence_names_folder_variable_and_what_to_do(folder: Path) -> None:
    with pytest.raises(InputError, match="set CNN_RUNS") as told:
        require_writable(folder, "CNN_RUNS")
    assert str(folder) in str(told.value)


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    require_writable(tmp_path / "a" / "b", "CNN_RUNS")
    assert list((tmp_path / "a" / "b").iterdir()) == []


@cases(200)
@given(number=st.sampled_from(sorted(errno.errorcode)) | st.integers(0, 9_999), words=st.text())
def test_every_error_of_a_disk_is_a_sentence(number: int, words: str) -> None:
    told = unwritable(Path("/data"), "CNN_RUNS", OSError(number, words))
    assert "/data" in told.expected
    assert "Tell the host: " in told.todo
    assert ("make room" in told.todo) == (number in (errno.ENOSPC, errno.EDQUOT))


def test_runs_are_refused_and_lists_are_empty(folder: Path) -> None:
    engine = LocalEngine(folder)
    for act in (
        lambda: engine.submit(SHORT, "anna"),
        lambda: engine.adopt(SHORT, "anna", b"weights"),
        lambda: Here(folder).start(),
    ):
        _, refusal = tried(act)
        assert str(folder) in str(refusal)
    assert engine.runs_of("anna") == engine.unreadable("anna") == []
    assert engine.traffic() == (0, 0)
    engine.start_waiting()
    assert engine.take_next() is None
    assert Here(folder).results() == []
    with pytest.raises(InputError, match="exists"):
        engine.watch("AAAAAAAAAAAA")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize(
    "step", ["begin", "reserve", "touch", "set_status", "order", "set_weights"]
)
def test_a_disk_that_refuses_midway_is_told_and_leaves_no_half_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, step: str
) -> None:
    engine = LocalEngine(tmp_path / "runs", slots=1)
    monkeypatch.setattr(engine, "_spawn", lambda folder: None)
    run = engine.submit(SHORT, "anna")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(RunFolder, step, refuse)
    refusals = [
        tried(engine.submit, SHORT, "bert")[1],
        tried(engine.adopt, SHORT, "bert", b"weights")[1],
        *(tried(act, run, "anna")[1] for act in (engine.pause, engine.resume, engine.stop)),
    ]
    told = [refusal for refusal in refusals if refusal]
    assert told
    assert all(str(engine.root) in refusal.expected for refusal in told)
    assert engine.watch(run).id == run  # what is there can still be looked at
    left = [view.status.state for view in engine.runs_of("bert")]
    assert len(left) == [bool(refusal) for refusal in refusals[:2]].count(False)


def test_a_run_that_cannot_be_removed_is_told(tmp_path, monkeypatch) -> None:
    engine = LocalEngine(tmp_path / "runs", slots=1)
    monkeypatch.setattr(engine, "_spawn", lambda folder: None)
    run = engine.submit(SHORT, "anna")
    monkeypatch.setattr("cnncore.runs.local.remove", lambda path: None)
    with pytest.raises(InputError, match="no permission"):
        engine.delete(run, "anna")


def test_rooms_are_refused_by_name_and_none_is_open(folder: Path) -> None:
    school = Classroom(folder / "rooms.sqlite3")
    assert not school.is_open("ABCDEF")
    for act in (
        school.open_room,
        school.rooms,
        school.require_usable,
        lambda: school.wall("ABCDEF"),
        lambda: school.give("ABCDEF", np.eye(28), 1),
        lambda: school.count("ABCDEF", "question", "right"),
        lambda: school.take_back("receipt"),
        lambda: school.close_room("ABCDEF"),
    ):
        _, refusal = tried(act)
        assert str(folder) in str(refusal)
        assert "CNN_DATA" in refusal.todo


@cases(40)
@given(content=st.binary(min_size=1, max_size=300))
def test_a_file_that_is_no_file_of_rooms_is_told_and_kept(tmp_path_factory, content) -> None:
    path = tmp_path_factory.mktemp("rooms") / "rooms.sqlite3"
    path.write_bytes(content)
    school = Classroom(path)
    _, refusal = tried(school.open_room)
    if refusal:
        assert str(path) in str(refusal)
        assert path.read_bytes() == content
        assert not school.is_open("ABCDEF")


def test_rooms_work_again_once_the_folder_does(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    school = Classroom(tmp_path / "data" / "rooms.sqlite3")
    assert tried(school.open_room)[0] is None
    (tmp_path / "data").unlink()
    assert school.is_open(school.open_room())
    (tmp_path / "data" / "rooms.sqlite3").unlink()
    assert tried(school.rooms)[1] is not None or school.rooms() == []
    assert school.is_open(school.open_room())


def test_a_full_disk_is_told_by_rooms(tmp_path: Path, monkeypatch) -> None:
    school = Classroom(tmp_path / "rooms.sqlite3")

    def full(db: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(school, "_make", full)
    with pytest.raises(InputError, match="disk is full"):
        school.open_room()


def test_teaching_without_a_place_for_its_files_is_told(monkeypatch, tmp_path: Path) -> None:
    def none(*_: object, **__: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr("cnncore.training.teaching.tempfile.TemporaryDirectory", none)
    with pytest.raises(InputError, match="TMPDIR"):
        next(teach("simple", load_pretrained(), None))


@cases(60)
@given(lines=st.lists(st.binary(max_size=30) | st.sampled_from([b"null", b"{}", b"[]", b"3"])))
def test_odd_lines_of_measured_results_are_left_out(tmp_path_factory, lines: list[bytes]) -> None:
    here = Here(tmp_path_factory.mktemp("here"))
    row = '{"network": "dense", "kind": "shifted", "parameters": 1, "accuracy": 0.5, "seconds": 1}'
    here.path.write_bytes(b"\n".join([*lines, row.encode()]))
    assert [one.accuracy for one in here.results()][-1:] == [0.5]
