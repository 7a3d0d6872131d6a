"""What the runs' tests share: an engine and a run of a test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cnncore.runs import LocalEngine, RunFolder, Status
from cnncore.training import Settings

SHORT = Settings(epochs=1, augmentation="none", batch_size=512)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalEngine]:
    """Start an engine of its own with one slot; end what it started."""
    monkeypatch.setenv("CNN_SLOTS", "1")
    made = LocalEngine(tmp_path / "runs")
    yield made
    for child in made.workers.started:
        child.kill()
        child.wait()


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    """Begin a run."""
    made = RunFolder(tmp_path / "owner" / "AAAAAAAAAAAA")
    made.begin(SHORT)
    made.set_status(Status("starting"))
    return made
