"""The one list of lessons: name, file, title, icon and question."""

from dataclasses import dataclass

PRODUCT = "CNN by hand"


@dataclass(frozen=True)
class Lesson:
    """One page: its name in code, its file, and the words that lead to it."""

    name: str
    path: str
    title: str
    icon: str
    question: str


LESSONS = (
    Lesson(
        "home",
        "streamlit_app.py",
        "What is a CNN?",
        ":material/home:",
        "How can a grid of numbers know a 7 when it sees one?",
    ),
    Lesson(
        "convolution",
        "pages/convolution.py",
        "Convolution by hand",
        ":material/grid_on:",
        "What does a small kernel do as it slides over an image?",
    ),
    Lesson(
        "filter_gallery",
        "pages/filter_gallery.py",
        "Filter gallery",
        ":material/photo_library:",
        "What can one small kernel find in your photo?",
    ),
    Lesson(
        "network",
        "pages/network.py",
        "The network",
        ":material/account_tree:",
        "How do a few such layers become an answer, and what does each cost?",
    ),
    Lesson(
        "training",
        "pages/training.py",
        "Training",
        ":material/show_chart:",
        "How does the network find its filters on its own?",
    ),
    Lesson(
        "draw_digit",
        "pages/draw_digit.py",
        "Draw a digit",
        ":material/draw:",
        "What does the network make of your own hand?",
    ),
    Lesson(
        "own_classes",
        "pages/own_classes.py",
        "Your own classes",
        ":material/category:",
        "How can a network learn your things from ten photos, when its own took a million?",
    ),
    Lesson(
        "inside",
        "pages/inside.py",
        "Inside the network",
        ":material/troubleshoot:",
        "Where did the answer come from, down to a single number?",
    ),
)

# The host's page is found by its address and by the link at the foot of every lesson's sidebar.
HOST = Lesson(
    "host",
    "pages/host.py",
    "For the host",
    ":material/co_present:",
    "How do I bring a room of people to the lesson I have prepared?",
)
_NUMBER = {lesson.name: number for number, lesson in enumerate(LESSONS)}


def lesson_named(name: str) -> Lesson:
    """Return the lesson with this name."""
    return HOST if name == HOST.name else LESSONS[_NUMBER[name]]


def place_of(name: str) -> int:
    """Return a lesson's place in the course, from 0."""
    return _NUMBER[name]


def address_path(lesson: Lesson) -> str:
    """Return the lesson's path in the address: "" for home, "convolution" for that page."""
    return "" if lesson.name == "home" else lesson.path[len("pages/") : -len(".py")]
