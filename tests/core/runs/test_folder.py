"""Only the folder knows what a run's files are called; what is written there is read back."""

import ast
import re
from pathlib import Path

import pytest

from cnncore.runs import RunFolder, Status
from cnncore.runs.travel import changed_files, packed, receive, unpack
from cnncore.training import Settings

ROOT = Path(__file__).parents[3]
HOMES = [ROOT / "cnncore" / "runs" / name for name in ("folder.py", "learnt.py")]
SOURCES = sorted(
    path
    for room in ("cnncore", "ui", "benchmarks")
    for path in (ROOT / room).rglob("*.py")
    if path not in HOMES
)
SPELT = re.compile(
    r"settings\\?\.json|status\\?\.json|metrics\\?\.jsonl|\blive\\?\.pt|\bstate(-before)?\\?\.pt"
    r"|drawings\\?\.npz|step-(\*|\\d|\{)"
)
PLAIN = {"order", "seen", "alive", "reserve", "checkpoints"}  # words that are names only in a path
ELSEWHERE = {"imagenet/offers.py": {"checkpoints"}}  # where torch.hub keeps what it fetches


def spelt(source: str) -> set[str]:
    """Return the names of a run's files in a source: in any text, plain words only in a path."""
    found = {hit[0] for hit in SPELT.finditer(source)}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            found |= {getattr(side, "value", "") for side in (node.left, node.right)} & PLAIN
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nobody_else_spells_a_name(path: Path) -> None:
    allowed = ELSEWHERE.get("/".join(path.parts[-2:]), set())
    assert spelt(path.read_text()) <= allowed


def test_every_name_is_found_where_it_is_spelt() -> None:
    found = set().union(*(spelt(home.read_text()) for home in HOMES))
    assert found >= {"settings.json", "drawings.npz", "status.json", "state.pt"}
    assert spelt('folder.path / "alive"') == {"alive"}
    assert spelt('rglob("status.json")') == {"status.json"}


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    """Begin a run."""
    made = RunFolder(tmp_path / "owner" / "run")
    made.begin(Settings(epochs=3), note="race", drawings=b"digits")
    return made


def test_what_is_written_is_read_back(folder: RunFolder) -> None:
    assert folder.settings.epochs == 3
    assert folder.note == "race"
    assert folder.drawings.read_bytes() == b"digits"
    assert folder.weights() is None
    assert folder.measured() == (0, 0)
    folder.add_metrics([(1, 0.1, 2.3, 0.003), (2, 0.2, 2.1, 0.003)])
    folder.trim_metrics(1)
    assert folder.history().loss.tolist() == [2.3]
    folder.keep_checkpoint(4, b"four")
    folder.keep_checkpoint(9, b"nine")
    assert folder.weights().read_bytes() == b"nine"
    folder.drop_checkpoints(after=4)
    assert list(folder.checkpoints()) == [4]
    folder.set_weights(b"now")
    assert folder.weights().read_bytes() == b"now"


def test_orders_and_looks_are_noted_and_withdrawn(folder: RunFolder) -> None:
    assert folder.ordered() == ""
    folder.order("pause")
    assert folder.ordered() == "pause"
    folder.withdraw_order()
    assert folder.ordered() == ""
    assert folder.unseen() is None
    folder.touch()
    assert 0 <= folder.unseen() < 60


def test_a_run_travels_out_and_its_news_come_home(folder: RunFolder, tmp_path: Path) -> None:
    far = RunFolder(tmp_path / "far" / "run")
    unpack(far, packed(folder))
    assert far.settings == folder.settings
    far.set_status(Status("done", 7))
    far.keep_checkpoint(7, b"weights")
    known: dict[str, int] = {}
    files = changed_files(far, known)
    assert changed_files(far, known) == {}
    assert not receive(folder, files | {"../escape": b"", "settings.json": b""})
    assert folder.status().step == 7
    assert folder.settings.epochs == 3
    assert folder.checkpoints()[7].read_bytes() == b"weights"
    assert not (folder.path.parent / "escape").exists()
    far.save_state(b"state")
    assert receive(folder, changed_files(far, known))


def test_a_run_without_working_files_has_none_to_drop(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")
    folder.begin(Settings())
    before = {file.name for file in folder.path.iterdir()}
    folder.drop_working_files()
    assert {file.name for file in folder.path.iterdir()} == before
