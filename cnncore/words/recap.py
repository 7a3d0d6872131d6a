"""The quick recap: five questions, each answer explained, right or wrong."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One answer to choose and what to say once it is chosen."""

    words: str
    explanation: str


@dataclass(frozen=True)
class Question:
    """A question, its options in the order shown, and the place of the right one."""

    words: str
    options: tuple[Option, ...]
    right: int


RECAP = (
    Question(
        "What does one number of a feature map say?",
        (
            Option(
                "How bright the image is there.",
                "Only if the filter happens to average. In general it answers another question: "
                "how well does the patch match the filter?",
            ),
            Option(
                "How strongly the filter’s pattern appears at that place.",
                "Multiply the patch by the filter, add up: large where they agree.",
            ),
            Option(
                "Which digit the image shows.",
                "That is known only at the very end, after the last layer. A feature map is local.",
            ),
        ),
        1,
    ),
    Question(
        "Who decides which patterns the filters look for?",
        (
            Option(
                "The programmer, who writes the filters down.",
                "So it was done by hand before, with edge filters such as Sobel’s. A network’s "
                "filters start as random numbers.",
            ),
            Option(
                "Training: each weight is moved a little to make the error smaller.",
                "Nobody tells it what to look for. Edges and curves turn up because they help.",
            ),
            Option(
                "The first image it sees.",
                "Every image moves the weights a little; thousands of them shape a filter.",
            ),
        ),
        1,
    ),
    Question(
        "A 28×28 image, a 3×3 filter, padding 1, stride 1: how large is the feature map?",
        (
            Option("26×26", "That is without padding: 28 − 3 + 1 = 26."),
            Option("28×28", "28 + 2·1 − 3 + 1 = 28: padding 1 keeps the size for a 3×3 filter."),
            Option("30×30", "The padded image is 30 wide; the filter fits at 30 − 3 + 1 places."),
        ),
        1,
    ),
    Question(
        "A first layer with 16 filters of 3×3 has 160 parameters for 28×28 images. "
        "How many for images of 1024×1024?",
        (
            Option(
                "160",
                "(3·3·1 + 1)·16 = 160, whatever the size: the same filters are used everywhere.",
            ),
            Option(
                "About 214,000",
                "Only if parameters grew with the pixels. Shared weights do not: "
                "the filters stay the same, they are only used at more places.",
            ),
            Option(
                "About 17.6 trillion",
                "So many a dense layer would need, from every pixel to every number of 16 maps.",
            ),
        ),
        0,
    ),
    Question(
        "You draw ten digits and the network answers. What has it learned from them?",
        (
            Option(
                "A little: every answer moves its weights.",
                "Weights move only in training, where the right answer is known. "
                "Answering leaves all 20,490 as they were.",
            ),
            Option(
                "The digits are stored for later.",
                "It has no place for images, only for its weights, and those do not change.",
            ),
            Option(
                "Nothing.",
                "Answering only computes. To learn it needs the right answers, and training.",
            ),
        ),
        2,
    ),
)


def score(answers: Mapping[int, int]) -> tuple[int, int]:
    """Count the right ones among the answers given, as (right, answered); keys are places.

    >>> score({0: 1, 3: 2})
    (1, 2)
    """
    right = sum(RECAP[place].right == option for place, option in answers.items())
    return right, len(answers)


@dataclass(frozen=True)
class LessonDone:
    """One line of the report: a lesson, whether it was opened, and its exercises."""

    title: str
    question: str
    opened: bool
    right: int = 0
    answered: int = 0
