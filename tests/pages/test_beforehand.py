"""What the lessons load is loaded before anybody asks, and nobody meets what fails there."""

import ast
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.runtime.scriptrunner import script_runner

from ui.lessons import LESSONS
from ui.own_classes import cache, first_visit
from ui.shared import beforehand, doubt

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def begun(monkeypatch) -> Iterator[list[object]]:
    """Have the background's work noted instead of begun."""
    works: list[object] = []

    class Noted:
        def __init__(self, *, target: object, name: str, daemon: bool) -> None:
            assert daemon
            works.append(target)

        def start(self) -> None:
            pass

    monkeypatch.setattr(beforehand.threading, "Thread", Noted)
    beforehand.begin.clear()
    yield works
    beforehand.begin.clear()


def test_a_server_begins_once(begun, monkeypatch) -> None:
    monkeypatch.delenv("CNN_WARM")
    beforehand.begin()
    beforehand.begin()
    assert len(begun) == 1


def test_it_can_be_switched_off(begun) -> None:
    """The tests run with $CNN_WARM at 0: no page under AppTest loads anything beforehand."""
    beforehand.begin()
    assert begun == []


def test_steps_follow_the_course() -> None:
    names = [name for name, _ in beforehand.steps(everything=True)]
    firsts = [
        next(place for place, name in enumerate(names) if name.startswith(f"ui.{lesson.name}"))
        for lesson in LESSONS
    ]
    assert firsts == sorted(firsts)
    for lesson in ("filter_gallery", "training", "draw_digit", "inside"):
        assert f"ui.{lesson}'s first visit" in names


def test_a_small_machine_works_nothing_out() -> None:
    names = [name for name, _ in beforehand.steps(everything=False)]
    assert "ui.training.train" in names
    assert not [name for name in names if "first visit" in name]


def test_a_step_that_fails_is_logged_and_the_next_is_taken(monkeypatch, caplog) -> None:
    taken = []
    steps = [("the broken one", lambda: 1 / 0), ("the next", lambda: taken.append("next"))]
    monkeypatch.setattr(beforehand, "steps", lambda everything: steps)
    with caplog.at_level(logging.ERROR, "cnn_by_hand"):
        beforehand.load(everything=True, wait=lambda: taken.append("waited"))
    assert taken == ["waited", "waited", "next"]
    assert "the broken one could not be loaded" in caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.fixture
def nothing_ready() -> Iterator[None]:
    """Have nothing of the ready sets before, and nothing that another thread made after."""
    cache.ready_work.clear()
    yield
    cache.ready_work.clear()


def test_nobody_draws_a_ready_set_again(open_app, nothing_ready, monkeypatch) -> None:
    first_visit.load()
    monkeypatch.setattr(cache, "ready_album", None)
    for tab in ("photos", "try"):
        assert not open_app("own_classes", own=tab).exception


def test_nobody_calibrates_again(open_app, monkeypatch) -> None:
    """What is loaded beforehand is what the page asks for."""
    doubt.known_work.clear()
    for name, step in beforehand.steps(everything=True):
        if name == "ui.draw_digit's first visit":
            step()

    def again(*_: object) -> None:
        raise AssertionError("worked out once more")

    monkeypatch.setattr(doubt, "bundled_judge", again)
    assert not open_app("draw_digit").exception


class Clock:
    """Seconds that pass only where somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(beforehand, "time", made)
    monkeypatch.setattr(beforehand, "_BREATH", made)
    return made


def test_it_waits_for_visitors_but_not_for_ever(clock) -> None:
    beforehand._give_way()
    assert clock.now == 0
    done = threading.Event()
    script = threading.Thread(target=done.wait, name="ScriptRunner.scriptThread")
    script.start()
    beforehand._give_way()
    done.set()
    script.join()
    assert clock.now == pytest.approx(2.0, abs=0.06)


def test_the_framework_still_names_its_threads_so() -> None:
    tree = ast.parse(Path(script_runner.__file__).read_text())
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert beforehand._SCRIPT in words


def test_torch_comes_before_its_parts() -> None:
    """A part asked for first, while another thread imports torch, would break one import off."""
    for path in [*ROOT.glob("cnncore/**/*.py"), *ROOT.glob("ui/**/*.py")]:
        asked = sorted(_asked(ast.parse(path.read_text())))
        parts = [line for line, module in asked if module.startswith("torch.")]
        whole = [line for line, module in asked if module == "torch"]
        assert not parts or (whole and whole[0] < parts[0]), path


def _asked(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and module of every import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""
