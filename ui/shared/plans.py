"""Plans: which questions of the paths fit into the time there is, alone or in a class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# minutes a question: to read, predict and see; in a class also to reveal it and to discuss
ALONE, LED = 2, 3


@dataclass(frozen=True)
class Stop:
    """A lesson of a plan: the steps of its path that are asked, each taking `a_question` minutes.

    `own_minutes` are added for what `words` say.
    """

    lesson: str
    asked: tuple[str, ...]
    own_minutes: int
    words: str
    a_question: int

    @property
    def minutes(self) -> int:
        """Return how long it takes."""
        return self.a_question * len(self.asked) + self.own_minutes


def minutes_of(stops: Sequence[Stop]) -> int:
    """Return how long a plan takes.

    >>> [minutes_of(stops) for stops in PLANS.values()]
    [5, 30, 45, 90, 120]
    """
    return sum(stop.minutes for stop in stops)


def title(stops: Sequence[Stop]) -> str:
    """Name a plan by how long it takes.

    >>> [title(stops) for stops in PLANS.values()]
    ['5 minutes', '30 minutes', '45 minutes', '90 minutes', '2 hours']
    """
    minutes = minutes_of(stops)
    return f"{minutes / 60:g} hours" if minutes > 90 else f"{minutes} minutes"


def _plan(a_question: int, *stops: tuple[str, str, int, str]) -> tuple[Stop, ...]:
    """Read stops as lesson, names of steps, minutes of one's own and what they are for."""
    return tuple(
        Stop(lesson, tuple(asked.split()), own_minutes, words, a_question)
        for lesson, asked, own_minutes, words in stops
    )


_BY_HAND = "cell weights size edge pool shift"
_ALL_OF_NETWORK = "shape parameters slices view clash"
_ALL_OF_TRAINING = "guess step epoch rate part"
_TOGETHER = "Draw a digit together and watch it flow through the network."

# by name -> its stops, in the order of the course
PLANS: Mapping[str, tuple[Stop, ...]] = {
    "5": _plan(
        ALONE,
        ("home", "", 1, "Draw a digit above and watch it flow."),
        ("convolution", "", 2, "Press play and watch the map fill."),
        ("draw_digit", "", 2, "Draw a 7, then something that is no digit."),
    ),
    "30": _plan(
        ALONE,
        ("home", "", 2, "Draw a digit above and watch it flow."),
        ("convolution", _BY_HAND, 0, ""),
        ("filter_gallery", "edge", 0, ""),
        ("network", "slices view", 0, ""),
        ("training", "part", 0, ""),
        ("draw_digit", "house sure", 2, "Draw something that is no digit."),
        ("inside", "place", 0, ""),
    ),
    "45": _plan(
        LED,
        ("home", "", 4, _TOGETHER),
        ("convolution", _BY_HAND, 1, "Play: the map fills cell by cell."),
        ("network", "shape parameters", 0, "Take it apart."),
        ("training", "guess step", 1, "Train, and watch the filters."),
        ("draw_digit", "sum two house", 0, "Everybody draws one."),
    ),
    "90": _plan(
        LED,
        ("home", "", 5, _TOGETHER),
        ("convolution", _BY_HAND, 4, "Turn padding and stride; predict the next cell."),
        ("filter_gallery", "edge", 2, "Find the edges in a photo of one's own."),
        ("network", _ALL_OF_NETWORK, 2, "Take a layer out, mend what breaks."),
        ("training", _ALL_OF_TRAINING, 2, "Train for two epochs and watch the filters."),
        ("draw_digit", "sum two house", 1, "Everybody gives a drawing to the class wall."),
        ("own_classes", "trap mend", 3, "Catch it cheating."),
        ("home", "", 5, "The quick recap."),
    ),
    "120": _plan(
        LED,
        ("home", "", 7, "The idea, the formula, the wrong ideas."),
        ("convolution", _BY_HAND, 2, "By hand, then the exercises."),
        ("filter_gallery", "blur even cut edge", 2, "Filters on photos; build one of your own."),
        ("network", _ALL_OF_NETWORK, 2, "Count parameters; take the code home."),
        ("training", _ALL_OF_TRAINING, 3, "Compare two runs that differ in one setting."),
        ("draw_digit", "sum two house sure", 2, "Where it fails, and why it is so sure."),
        ("own_classes", "aside trap mend", 4, "Photos of two things of yours; catch it cheating."),
        ("inside", "off moved place", 3, "Follow one number down to the pixels."),
        ("home", "", 5, "The quick recap, and the report."),
    ),
}
