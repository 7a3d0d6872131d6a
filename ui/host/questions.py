"""Every question that a host can ask of a room: the steps of all lessons' paths."""

from collections.abc import Mapping

from ui.convolution.path import PATH as CONVOLUTION
from ui.draw_digit.path import PATH as DRAW_DIGIT
from ui.filter_gallery.path import PATH as FILTER_GALLERY
from ui.inside.path import PATH as INSIDE
from ui.lessons import lesson_named
from ui.network.path import PATH as NETWORK
from ui.own_classes.path import PATH as OWN_CLASSES
from ui.shared.path import WORD
from ui.shared.path_answer import question_name
from ui.shared.path_steps import Path, Step
from ui.training.path import PATH as TRAINING

PATHS = (CONVOLUTION, FILTER_GALLERY, NETWORK, TRAINING, DRAW_DIGIT, OWN_CLASSES, INSIDE)
QUESTIONS: Mapping[str, tuple[Path, Step]] = {
    question_name(path, step): (path, step) for path in PATHS for step in path.steps
}


def title(question: str) -> str:
    """Name a question by its lesson, its place there and its title."""
    path, step = QUESTIONS[question]
    place = path.steps.index(step) + 1
    return f"{lesson_named(path.lesson).title} {place}: {step.title}"


def place(question: str) -> str:
    """Return the lesson and the settings that the question is asked at."""
    path, step = QUESTIONS[question]
    return f"{path.lesson}?{WORD}={step.name}"


def after(question: str) -> str | None:
    """Return the question that comes next in the course; None after the last."""
    names = list(QUESTIONS)
    following = names[names.index(question) + 1 :] if question in QUESTIONS else names
    return following[0] if following else None
