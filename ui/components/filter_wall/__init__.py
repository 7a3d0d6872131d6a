"""The wall: a grid of filtered thumbnails, each of which opens its filter."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ui.components.mount import component
from ui.shared import session

_wall = component("filter_wall", Path(__file__).parent)


@dataclass(frozen=True)
class Tile:
    """One thumbnail: the filter's name, the words below it and the picture as a data URL."""

    name: str
    title: str
    family: str
    src: str
    alt: str


def show_wall(
    tiles: Sequence[Tile], *, shape: str, key: str, on_open: Callable[[str], None]
) -> None:
    """Draw the tiles, `shape` as wide as high ("1.333"); call `on_open` with the one clicked."""

    def opened() -> None:
        name = session.reported(key, "open")
        if name:
            on_open(name)

    data = {"shape": shape, "tiles": [asdict(tile) for tile in tiles]}
    _wall(key=key, data=data, on_open_change=opened)
