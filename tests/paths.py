"""Every lesson's path, in the order of the course, and every step with its path and its name."""

from ui.host.questions import PATHS as PATHS

STEPS = [(path, step) for path in PATHS for step in path.steps]
NAMES = [f"{path.lesson}-{step.name}" for path, step in STEPS]
