"""Pages that a whole room is told to draw come one after another; none waits for ever."""

import threading
from time import monotonic

import pytest

from ui.shared.turns import Turns


class Watch:
    """Count who has a turn, and the most at once."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.lock = threading.Lock()

    def come(self) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)

    def go(self) -> None:
        with self.lock:
            self.now -= 1


@pytest.mark.parametrize("at_once", [1, 3])
def test_no_more_pages_are_drawn_at_once(at_once: int) -> None:
    turns, watch = Turns(at_once, longest=60), Watch()
    crowd, mates = threading.Barrier(12), threading.Barrier(at_once)

    def draw(who: str) -> None:
        crowd.wait()
        turns.take(who, patience=60)
        watch.come()
        mates.wait(60)  # until as many as may have come
        watch.go()
        turns.give(who)

    pages = [threading.Thread(target=draw, args=(str(number),)) for number in range(12)]
    for page in pages:
        page.start()
    for page in pages:
        page.join(60)
    assert (watch.now, watch.most) == (0, at_once)


@pytest.mark.parametrize(("longest", "patience"), [(0.05, 60), (60, 0.05)])
def test_a_turn_that_is_not_given_back_holds_nobody_for_long(longest, patience) -> None:
    turns = Turns(1, longest=longest)
    turns.take("broken off", patience=60)
    began = monotonic()
    turns.take("next", patience=patience)
    assert 0.04 < monotonic() - began < 30


def test_a_tab_that_is_drawn_anew_does_not_wait_for_itself() -> None:
    turns = Turns(1, longest=60)
    turns.take("one", patience=60)
    began = monotonic()
    turns.take("one", patience=60)
    assert monotonic() - began < 30
    turns.give("one")
    turns.give("one")  # twice, as a part drawn anew later does
    turns.take("two", patience=60)
    assert monotonic() - began < 30
