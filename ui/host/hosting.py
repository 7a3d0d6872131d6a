"""What makes a visitor a host, until the tab is closed."""

from dataclasses import dataclass

from ui.shared import session


@dataclass(frozen=True)
class Hosting:
    """Whether the host's key was given, and the code of the room opened last, "" before any."""

    allowed: bool = False
    code: str = ""


HOSTING = session.Slot("hosting", Hosting)
