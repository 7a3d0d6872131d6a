"""The host's plans: what a class does in 45, 90 or 120 minutes, or with every question."""

from collections.abc import Mapping

from ui.host.questions import PATHS
from ui.shared.path_steps import Path, Step
from ui.shared.plans import LED, PLANS, Stop

_PATHS = {path.lesson: path for path in PATHS}
WHOLE = "all"
LENGTHS = ("45", "90", "120")
_EVERY = (Stop(path.lesson, tuple(step.name for step in path.steps), 0, "", LED) for path in PATHS)
SELECTIONS: Mapping[str, tuple[Stop, ...]] = {
    WHOLE: tuple(_EVERY),
    **{name: PLANS[name] for name in LENGTHS},
}


def asked_at(stop: Stop) -> list[tuple[Path, Step]]:
    """Return the questions of a stop, each with its path."""
    path = _PATHS.get(stop.lesson)
    steps = path.steps if path else ()
    return [(path, step) for step in steps if path and step.name in stop.asked]
