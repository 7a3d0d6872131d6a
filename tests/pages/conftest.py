"""What the pages' tests share: a classroom and an engine of a test's own."""

import pytest

from cnncore.classroom.rooms import Classroom
from cnncore.runs import LocalEngine


@pytest.fixture
def school(tmp_path, monkeypatch) -> Classroom:
    """A classroom of this test's own, and a host's key."""
    from ui.shared.classroom import classroom

    monkeypatch.setenv("CNN_DATA", str(tmp_path))
    monkeypatch.setenv("CNN_HOST_KEY", "open sesame")
    classroom.clear()
    yield classroom()
    classroom.clear()


@pytest.fixture
def engine(tmp_path, monkeypatch) -> LocalEngine:
    """Give the lessons an engine of two slots, this test's own, that starts no process."""
    from ui.shared import runs

    made = LocalEngine(tmp_path / "runs", slots=2)
    monkeypatch.setattr(made, "_spawn", lambda folder: None)
    monkeypatch.setattr(runs, "engine", lambda: made)
    return made


@pytest.fixture
def code(school) -> str:
    """Open a room of this test's own."""
    return school.open_room()
