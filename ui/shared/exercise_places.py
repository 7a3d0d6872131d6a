"""Where a lesson's exercises stand in its address: there it asks, and there a host's link leads."""

from collections.abc import Mapping
from dataclasses import dataclass

from cnncore.exercises import convolution, network

LEVELS = (1, 2, 3)
MOST_QUESTIONS = 999


@dataclass(frozen=True)
class Place:
    """The tab that holds them, the address's words for kind, level and question, and the kinds."""

    tab: tuple[str, str]
    words: tuple[str, str, str]
    kinds: Mapping[str, str]

    def address(self, kind: str, level: int, question: int) -> dict[str, str]:
        """Return the words of an address that asks this question."""
        asked = dict(zip(self.words, (kind, str(level), str(question)), strict=True))
        return dict([self.tab]) | asked


PLACES = {
    "convolution": Place(("tab", "exercise"), ("task", "level", "question"), convolution.KINDS),
    "network": Place(
        ("network_tab", "exercise"),
        ("network_task", "network_level", "network_question"),
        network.KINDS,
    ),
}
