"""What a whole room is told at once, its pages draw in turn: so each comes sooner, and others too.

Sixty pages that are drawn side by side share one interpreter: all of them are late, and so is
whoever moves a slider meanwhile. Drawn one after another, the first come at once and the last no
later. A page that breaks off keeps its turn for `LONGEST` at most.
"""

from threading import Condition
from time import monotonic

from ui.shared import presence

AT_ONCE = 1
LONGEST = 1.0  # seconds; then the next page is drawn beside it
PATIENCE = 10.0  # seconds to wait for one's turn; then it is taken


class Turns:
    """Turns, at most `at_once` of them taken, each for `longest` seconds at most."""

    def __init__(self, at_once: int, longest: float) -> None:
        self._at_once, self._longest = at_once, longest
        self._changed = Condition()
        self._taken: dict[str, float] = {}  # who -> when

    def take(self, who: str, patience: float) -> None:
        """Wait for a turn, at most `patience` seconds, and take it."""
        until = monotonic() + patience
        with self._changed:
            while who not in self._taken and (left := min(self._busy(), until - monotonic())) > 0:
                self._changed.wait(left)
            self._taken[who] = monotonic()

    def give(self, who: str) -> None:
        """Let the next one take the turn, if it is still taken."""
        with self._changed:
            if self._taken.pop(who, None) is not None:
                self._changed.notify()

    def _busy(self) -> float:
        """Return the seconds until a turn is free by itself, 0 where one is."""
        now = monotonic()
        self._taken = {who: at for who, at in self._taken.items() if now - at < self._longest}
        full = len(self._taken) >= self._at_once
        return min(self._taken.values()) + self._longest - now if full else 0.0


_TURNS = Turns(AT_ONCE, LONGEST)


def take() -> None:
    """Wait until this tab's page may be drawn."""
    _TURNS.take(presence.tab(), PATIENCE)


def give() -> None:
    """Say that this tab's page is drawn."""
    _TURNS.give(presence.tab())
