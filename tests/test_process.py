"""What one process does for all its visitors."""

import gc
import socket
import threading
import weakref

from ui.shared import process


def test_settle_freezes_what_was_imported_since(monkeypatch) -> None:
    monkeypatch.setattr(process, "_settled_modules", 1)
    before = gc.get_freeze_count()
    fresh = [[] for _ in range(1000)]
    process.settle()
    assert gc.get_freeze_count() >= before + len(fresh)
    count = gc.get_freeze_count()
    more = [[] for _ in range(1000)]
    process.settle()  # nothing was imported: nothing is frozen, though threads may free some
    assert gc.get_freeze_count() < count + len(more)
    gc.unfreeze()


def test_answers_are_sent_at_once(monkeypatch) -> None:
    monkeypatch.setattr(process, "_settled_modules", 0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        process.settle()
        with socket.create_connection(server.getsockname()) as client:
            accepted, _ = server.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            assert client.fileno() > 0
    gc.unfreeze()


def test_garbage_is_collected_beside_the_visitors(monkeypatch) -> None:
    """Streamlit's own collection after every run is switched off in .streamlit/config.toml."""
    monkeypatch.setattr(process, "_TIDY_EVERY", 0.01)

    class Knot:
        pass

    knot = Knot()
    knot.itself = knot
    gone, pause = weakref.ref(knot), threading.Event()
    gc.disable()
    try:
        del knot
        assert gone() is not None
        process._keep_tidy()
        for _ in range(500):
            if gone() is None:
                break
            pause.wait(0.01)
        assert gone() is None
    finally:
        gc.enable()
