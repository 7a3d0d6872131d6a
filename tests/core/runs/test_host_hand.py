"""A host bounds what one visitor may train, puts a run first and ends one."""

import pytest

from cnncore import InputError
from cnncore.runs import Hand, LocalEngine, read_hand, write_hand
from cnncore.training import Settings

SHORT = Settings(epochs=2)


@pytest.fixture
def engine(tmp_path, monkeypatch) -> LocalEngine:
    """An engine that has no room: whatever is submitted waits."""
    made = LocalEngine(tmp_path / "runs", slots=1)
    monkeypatch.setattr(made, "slots", 0)
    monkeypatch.setattr(made, "_with_place", lambda view: view)  # which divides by the slots
    monkeypatch.setattr("cnncore.runs.local._NOW", 0.0)
    return made


def test_the_queue_is_seen_and_the_host_puts_one_first(engine) -> None:
    runs = [engine.submit(SHORT, visitor) for visitor in ("ann", "bob", "eve")]
    assert [view.id for view in engine.moving()] == runs
    for run in (runs[2], runs[1]):
        write_hand(engine.root, read_hand(engine.root).hasten(run))
    assert [view.id for view in engine.moving()] == [runs[1], runs[2], runs[0]]
    engine.cancel(runs[2])
    assert [view.id for view in engine.moving()] == [runs[1], runs[0]]
    assert engine.watch(runs[2]).status.state == "stopped"


def test_a_run_put_first_goes_before_those_that_were_whatever_their_names() -> None:
    hand = Hand(first=("a", "b", "c"))
    assert hand.hasten("b").first == ("b", "a", "c")
    assert hand.hasten("0").first == ("0", "a", "b", "c")


def test_more_than_the_host_allows_is_refused_in_words(engine) -> None:
    write_hand(engine.root, Hand(epochs=2, runs=1))
    with pytest.raises(InputError, match="at most 2 epochs, as your host asks"):
        engine.submit(Settings(epochs=3), "ann")
    engine.submit(SHORT, "ann")
    with pytest.raises(InputError, match="at most 1 run at a time"):
        engine.submit(Settings(epochs=1), "ann")
    engine.submit(SHORT, "bob")
    write_hand(engine.root, Hand())
    engine.submit(Settings(epochs=60), "ann")
    assert len(engine.moving()) == 3


@pytest.mark.parametrize("content", ["", "{", "[]", '{"epochs": "many", "runs": 1, "first": []}'])
def test_what_cannot_be_read_bounds_nothing(engine, content: str) -> None:
    write_hand(engine.root, Hand(epochs=1))
    (file,) = engine.root.glob(".host*")
    file.write_text(content)
    assert read_hand(engine.root) == Hand()
    engine.submit(SHORT, "ann")
