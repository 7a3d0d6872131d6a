"""How fast a run goes: over its last seconds, so that a slow beginning soon counts no more."""

from collections import deque

KNOWN_AFTER = 1.5  # seconds of steps before anything is said
_SPAN = 6.0  # seconds that count


class Pace:
    """Images per second over the last seconds, from (time, images so far) noted in between."""

    def __init__(self) -> None:
        self._noted: deque[tuple[float, int]] = deque()

    def note(self, now: float, images: int) -> float:
        """Note how many images a run has seen by now; return its speed, 0 until it is known.

        >>> pace = Pace()
        >>> [pace.note(0.0, 0), pace.note(1.0, 500), pace.note(2.0, 1000)]
        [0.0, 0.0, 500.0]
        """
        self._noted.append((now, images))
        while len(self._noted) > 2 and now - self._noted[1][0] >= _SPAN:
            self._noted.popleft()
        began, before = self._noted[0]
        return (images - before) / (now - began) if now - began >= KNOWN_AFTER else 0.0
