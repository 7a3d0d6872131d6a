"""The host's queue: seen, bounded, reordered, ended; and told to the visitor who asks for more."""

from cnncore.runs import read_hand
from cnncore.training import Settings
from tests.pages.test_class_wall import press
from tests.pages.test_hosting import host_of
from ui.training.controls import ROOM_EPOCHS


def test_the_host_sees_bounds_and_ends(open_app, school, engine, monkeypatch) -> None:
    monkeypatch.setattr(engine, "start_waiting", lambda: None)
    runs = [engine.submit(Settings(epochs=2), visitor) for visitor in ("ann", "bob")]
    app = host_of(open_app, school.open_room(), host_tab="queue")
    assert not app.exception
    assert sum("Waiting: place" in text.value for text in app.markdown) == 2
    app.button(key=f"_next_{runs[1]}").click().run()
    assert [view.id for view in engine.moving()] == runs[::-1]
    app.button(key=f"_end_{runs[0]}").click().run()
    assert [view.id for view in engine.moving()] == runs[1:]
    app.number_input(key="_most_epochs").set_value(3).run()
    assert read_hand(engine.root).epochs == 3
    visitor = press(open_app("training", epochs="5"), "Train")
    assert any("at most 3 epochs, as your host asks" in card.value for card in visitor.warning)
    assert len(engine.moving()) == 1


def test_the_queue_is_for_hosts(open_app, school, engine) -> None:
    engine.submit(Settings(epochs=2), "ann")
    app = open_app("host", host_tab="queue")
    assert not [button for button in app.button if button.label == "End it"]
    assert not [box for box in app.number_input if "Most" in box.label]


def test_in_a_room_a_run_is_short_unless_somebody_asks_for_more(open_app, school) -> None:
    code = school.open_room()
    assert open_app("training", room=code).slider(key="epochs").value == ROOM_EPOCHS
    assert open_app("training", room=code, epochs="7").slider(key="epochs").value == 7
    assert open_app("training").slider(key="epochs").value == Settings().epochs > ROOM_EPOCHS
