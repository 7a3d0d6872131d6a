"""A word of the field: how it is written, what it means, and where it is explained."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word, how it may be written in running text, what it means and its lesson.

    The opening of `lesson`, where it can be touched, explains it; or of `met`, where a lesson
    before that one needs the word already.
    """

    name: str
    forms: tuple[str, ...]
    meaning: str
    lesson: str
    met: str = ""

    @property
    def title(self) -> str:
        """The word as a heading writes it.

        >>> [Word(name, (), "", "convolution").title for name in ("filter", "ReLU")]
        ['Filter', 'ReLU']
        """
        return f"{self.name[0].upper()}{self.name[1:]}"

    @property
    def first_read(self) -> str:
        """The lesson whose opening explains it; no lesson before that, but home, reads it."""
        return self.met or self.lesson
