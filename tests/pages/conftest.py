"""What the pages' tests share: a classroom of a test's own, with a host's key."""

import pytest

from cnncore.classroom.rooms import Classroom


@pytest.fixture
def school(tmp_path, monkeypatch) -> Classroom:
    """A classroom of this test's own, and a host's key."""
    from ui.shared.classroom import classroom

    monkeypatch.setenv("CNN_DATA", str(tmp_path))
    monkeypatch.setenv("CNN_HOST_KEY", "open sesame")
    classroom.clear()
    yield classroom()
    classroom.clear()
