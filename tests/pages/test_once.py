"""A button that makes or sends something does it once a press, and no such button is forgotten."""

import ast
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from cnncore.runs import LocalEngine
from cnncore.training import Settings
from tests.pages.test_class_wall import finished_run, on_the_wall, press
from ui.shared import once

ROOT = Path(__file__).parent.parent.parent
SOURCES = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
MODULES = {path.stem for path in SOURCES}
PLAIN = {"button", "form_submit_button"}
# what makes or sends something, by the name of the method that does it
MAKES = {"submit", "adopt", "give", "enter", "open_room", "count", "teach", "add_digit"}
MAKES |= {"equal_budget_here"}
# plain buttons that may be pressed twice, beside something that makes
HARMLESS = {
    "exercise_card._answering": "an answer is told to a room once: `Asked.told`",
}


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """Give a clock that stands still until it is set."""
    now = [1000.0]
    monkeypatch.setattr(once, "monotonic", lambda: now[0])
    return now


def mine(app: AppTest, engine: LocalEngine) -> list[Settings]:
    return [view.settings for view in engine.runs_of(app.session_state["kept:visitor"])]


def counting() -> None:
    """Draw one button of each kind; this is the script of a page."""
    import streamlit as st

    from ui.shared import once, session

    made = session.Slot("made", list)
    st.session_state.get("pass time", list)()
    about = st.text_input("about")
    once.button("Make", lambda: made.get().append("made"), key="make", about=about)
    if once.asked("Work", key="work", about=about):
        made.get().append("begun")
        if st.session_state.pop("break off", False):
            st.stop()
        made.get().append("worked")
        once.done("work")


def following() -> None:
    """Draw a button whose second half can be broken off, and one that cannot do its work."""
    import streamlit as st

    from cnncore.errors import InputError
    from ui.shared import once, session

    made = session.Slot("made", list)

    def tell() -> None:
        if st.session_state.pop("break off", False):
            st.rerun()
        made.get().append("told")

    def make():
        made.get().append("made")
        return tell

    def fail():
        made.get().append("failed")
        raise InputError("a room", "none", "Open one.")

    once.button("Make", make, key="make")
    once.button("Fail", fail, key="fail")


def test_what_a_press_made_is_told_by_the_next_where_that_broke_it_off(clock) -> None:
    page = AppTest.from_function(following).run()
    page.session_state["break off"] = True
    press(page, "Make")
    assert page.session_state["kept:made"] == ["made"]
    press(page, "Make")
    assert page.session_state["kept:made"] == ["made", "told"]


def test_what_a_press_could_not_do_is_told_once_below_it(clock) -> None:
    page = AppTest.from_function(following).run()
    press(page, "Fail")
    assert ["Open one" in one.value for one in page.warning] == [True]
    press(page, "Fail")
    assert page.session_state["kept:made"] == ["failed"]
    assert not page.warning


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(counting).run()


def test_a_burst_of_presses_is_one_and_a_later_one_another(page, clock) -> None:
    for _ in range(10):
        press(page, "Make")
        press(page, "Work")
        clock[0] += once.BURST / 2
    assert page.session_state["kept:made"] == ["made", "begun", "worked"]
    clock[0] += once.BURST
    press(page, "Make")
    press(page, "Work")
    assert page.session_state["kept:made"] == 2 * ["made", "begun", "worked"]


def test_a_burst_lasts_as_long_as_a_busy_machine_takes_to_show_its_first(page, clock) -> None:
    def pass_time() -> None:
        clock[0] += 3 * once.BURST

    page.session_state["pass time"] = pass_time
    press(press(page, "Make"), "Make")
    assert page.session_state["kept:made"] == ["made"]
    clock[0] += once.BURST
    press(page, "Make")
    assert page.session_state["kept:made"] == ["made", "made"]


def test_a_press_about_something_else_is_another(page, clock) -> None:
    press(page, "Make")
    page.text_input[0].set_value("else").run()
    press(page, "Make")
    assert page.session_state["kept:made"] == ["made", "made"]


def test_presses_of_one_drawing_are_one_however_late(page, clock, monkeypatch) -> None:
    monkeypatch.setattr(once, "_NUMBERS", iter([7] * 99))
    press(page, "Make")
    clock[0] += 60 * once.BURST
    press(page, "Make")
    assert page.session_state["kept:made"] == ["made"]


def test_a_press_that_comes_while_the_first_is_answered_waits_for_it(monkeypatch) -> None:
    presses = once.Presses()
    monkeypatch.setattr(once, "_PRESSES", SimpleNamespace(get=lambda: presses))
    begun, go_on, made = Event(), Event(), []

    def make() -> once.Follow:
        begun.set()
        go_on.wait(10)
        made.append("made")
        return lambda: made.append("told")

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(once._press, "make", 1, None, make, ())
        assert begun.wait(10)
        begun.clear()
        second = threads.submit(once._press, "make", 2, None, make, ())
        assert not begun.wait(0.3)
        go_on.set()
        first.result(10), second.result(10)
    assert made == ["made", "told", "told"]


def test_work_broken_off_by_a_second_press_is_done_by_it(page, clock) -> None:
    page.session_state["break off"] = True
    press(page, "Work")
    assert page.session_state["kept:made"] == ["begun"]
    press(page, "Work")
    assert page.session_state["kept:made"] == ["begun", "begun", "worked"]
    page.run()
    assert page.session_state["kept:made"][2:] == ["worked"]


def test_train_queues_one_run(open_app, engine, clock) -> None:
    app = open_app("training", epochs="3")
    for _ in range(3):
        app = press(app, "Train")
    assert mine(app, engine) == [Settings(epochs=3)]
    clock[0] += 60 * once.BURST
    app = press(app, "Train")
    assert mine(app, engine) == [Settings(epochs=3)]  # it waits already
    app.slider(key="epochs").set_value(4).run()
    app = press(app, "Train")
    assert mine(app, engine) == [Settings(epochs=4), Settings(epochs=3)]


def test_a_race_is_entered_once(open_app, engine, clock) -> None:
    app = open_app("training", part="race", race_setting="optimiser")
    app = press(press(app, "Start the race"), "Start the race")
    clock[0] += 60 * once.BURST
    app = press(app, "Start the race")
    assert sorted(one.optimiser for one in mine(app, engine)) == ["adam", "momentum"]


def test_a_drawing_and_a_network_are_given_once(open_app, school, clock) -> None:
    code = school.open_room()
    app = on_the_wall(open_app, code, "carla", finished_run(school, "carla"))
    press(press(app, "Give it to the class wall"), "Give it to the class wall")
    assert len(school.wall(code)) == 1
    press(app, "Let the room test my network")
    assert len(school.entries(code)) == 1


def test_a_room_is_opened_once(open_app, school, clock) -> None:
    app = open_app("host", host_tab="room")
    next(box for box in app.text_input if box.label == "Host key").set_value("open sesame")
    app.button[0].click().run()
    press(press(app, "Open a room"), "Open a room")
    assert len(school.rooms()) == 1
    clock[0] += 2 * once.BURST
    press(app, "Open a room")
    assert len(school.rooms()) == 2


def test_an_own_digit_is_kept_once(open_app, clock) -> None:
    app = open_app("draw_digit", view="teach")
    for _ in range(3):
        app.button(key="really_7").click().run()
    assert len(app.session_state["kept:my digits"]) == 1


def parts() -> Iterator[tuple[str, ast.AST]]:
    """Yield every function of the pages and of `ui`, and what stands outside any, by its name."""
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        rest = [node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
        yield f"{path.stem}.", ast.Module(rest, [])
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.stem}.{node.name}", node


def names(part: ast.AST, stem: str) -> set[str]:
    """Return what a part of a module speaks of, `module.function`, and what it calls, `.name`."""
    found = set()
    for node in ast.walk(part):
        if isinstance(node, ast.Name):
            found.add(f"{stem}.{node.id}")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(f"{node.value.id}.{node.attr}")
        if isinstance(node, ast.Call) and not _of_a_module(node.func):
            found.add(f".{getattr(node.func, 'attr', getattr(node.func, 'id', ''))}")
    return found


def _of_a_module(called: ast.expr) -> bool:
    value = getattr(called, "value", None)
    return isinstance(value, ast.Name) and value.id in MODULES


def making() -> tuple[dict[str, set[str]], set[str]]:
    """Return what every part speaks of, and the parts from which something that makes is reached.

    What goes by a button of `once` is reached by that button, and by nothing further out.
    """
    spoken = {name: names(part, name.partition(".")[0]) for name, part in parts()}
    reached = {name for name, said in spoken.items() if said & {f".{one}" for one in MAKES}}
    while more := {name for name, said in spoken.items() if said & reached} - reached:
        reached |= more
    return spoken, reached


def test_whatever_makes_or_sends_goes_by_a_button_that_does_it_once() -> None:
    spoken, reached = making()
    assert {"start_stop.start", "race._start", "class_wall._give", "teach_it._add"} <= reached
    plain = {f"st.{one}" for one in PLAIN}
    forgotten = {name for name in reached if spoken[name] & plain} - set(HARMLESS)
    assert forgotten == set()


def test_every_exception_is_still_one() -> None:
    spoken, reached = making()
    assert {name for name in HARMLESS if name not in reached or name not in spoken} == set()
