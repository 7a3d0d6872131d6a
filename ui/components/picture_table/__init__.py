"""The picture table: pictures in labelled rows and columns, to be compared at a glance."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ui.components.mount import component
from ui.shared import session

_table = component("picture_table", Path(__file__).parent)


@dataclass(frozen=True)
class Row:
    """A row's title and its pictures as data URLs; `pixels` keeps enlarged pixels square."""

    title: str
    cells: tuple[str, ...]
    pixels: bool = False


def show_table(
    columns: Sequence[str],
    rows: Sequence[Row],
    *,
    key: str,
    on_open: Callable[[int, int], None],
    label: str = "5.5rem",
) -> None:
    """Draw the table; call `on_open` with the row and the column of a picture clicked.

    `label` is the width of the titles' column; on a phone a title lies above its row.
    """

    def opened() -> None:
        place = session.reported(key, "open")
        if place:
            on_open(*map(int, place.split(",")))

    data = {"label": label, "columns": list(columns), "rows": [asdict(row) for row in rows]}
    _table(key=key, data=data, on_open_change=opened)
