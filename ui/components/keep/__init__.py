"""What the browser keeps of its visitor: read from its own storage, which no server can ask for."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ui.components.mount import component

PREFIX = "cnn_"  # of the names in the browser's storage
_keep = component("keep", Path(__file__).parent)


def read_storage(names: Sequence[str], *, key: str, on_found: Callable[[], None]) -> None:
    """Have the browser report, as `found`, a dictionary of the texts it keeps under the names."""
    data = {"prefix": PREFIX, "names": list(names)}
    _keep(key=key, data=data, on_found_change=on_found)
