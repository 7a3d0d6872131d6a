"""The album: every class with its photos in a row; a press marks a photo."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ui.components.mount import component
from ui.shared import session

_MOUNT = component("album", Path(__file__).parent)


@dataclass(frozen=True)
class Thumbnail:
    """A photo by its name in the album, as a data URL, and whether it is set aside."""

    name: str
    url: str
    aside: bool


@dataclass(frozen=True)
class Line:
    """A class: its name, its colour, a sentence on its photos, and the photos."""

    title: str
    colour: str
    words: str
    photos: tuple[Thumbnail, ...]


def show_album(
    lines: Sequence[Line], marked: Sequence[str], *, key: str, on_mark: Callable[[object], None]
) -> None:
    """Draw the classes; `on_mark` is called with the names of all marked photos."""
    _MOUNT(
        key=key,
        data={"lines": [asdict(line) for line in lines], "marked": list(marked)},
        on_marked_change=lambda: on_mark(session.reported(key, "marked")),
    )
