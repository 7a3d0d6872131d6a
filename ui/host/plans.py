"""Lesson plans: what a class does in 45, 90 or 120 minutes, and which questions fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ui.home.ways import WAYS
from ui.host.questions import PATHS
from ui.shared.path_steps import Path, Step

MINUTES_A_QUESTION = 3  # to predict, to reveal, to discuss
_PATHS = {path.lesson: path for path in PATHS}


@dataclass(frozen=True)
class Stop:
    """A lesson of a plan: its minutes, the questions asked there, and what the rest is for."""

    lesson: str
    minutes: int
    words: str
    path: Path | None
    steps: tuple[Step, ...]

    @property
    def own_minutes(self) -> int:
        """Return the minutes that the questions leave."""
        return self.minutes - MINUTES_A_QUESTION * len(self.steps)


def _plan(stops: Sequence[tuple[str, int, str]]) -> tuple[Stop, ...]:
    """Ask, from a lesson's first question on, as many as fit into its minutes."""
    made = []
    for lesson, minutes, words in stops:
        path = _PATHS.get(lesson)
        steps = path.steps[: minutes // MINUTES_A_QUESTION] if path else ()
        made.append(Stop(lesson, minutes, words, path, steps))
    return tuple(made)


# minutes -> its stops
PLANS: Mapping[str, tuple[Stop, ...]] = {
    "45": _plan((
        ("home", 4, "Draw a digit together and watch it flow through the network."),
        ("convolution", 19, "Play: the map fills cell by cell."),
        ("network", 6, "Take it apart."),
        ("training", 7, "Train, and watch the filters."),
        ("draw_digit", 9, "Everybody draws one."),
    )),
    "90": _plan((
        ("home", 5, "Draw a digit together and watch it flow through the network."),
        ("convolution", 22, "Turn padding and stride; predict the next cell."),
        ("filter_gallery", 14, "Find the edges in a photo of one's own."),
        ("network", 17, "Take a layer out, mend what breaks."),
        ("training", 17, "Train for two epochs and watch the filters."),
        ("draw_digit", 10, "Everybody gives a drawing to the class wall."),
        ("home", 5, "The quick recap."),
    )),
    "120": _plan(WAYS["A workshop of 2 hours"]),
}  # fmt: skip
WHOLE = "all"
SELECTIONS: Mapping[str, tuple[Stop, ...]] = {
    WHOLE: _plan([(one.lesson, MINUTES_A_QUESTION * len(one.steps), "") for one in PATHS]),
    **PLANS,
}
