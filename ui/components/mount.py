"""The one way a front-end part is mounted: its own files, after those that all share."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import streamlit as st

_SHARED = Path(__file__).parent


class Mount(Protocol):
    """Mount a component with what its front end draws: plain values."""

    def __call__(self, *, key: str, data: Mapping[str, object], **changes: Callable) -> object:
        """Call `on_<name>_change` when the front end reports `name`."""
        ...


def component(name: str, folder: Path, *, css: str = "") -> Mount:
    """Register the html, css and js of a folder as the component `name`; return its mount.

    `css` stands before the style sheets. Scripts are joined in the order of their
    names, into one module.

    Streamlit looks for tables among the values of a dictionary, and loads pandas for it, half a
    second; it does not in a list. So the front end finds its data as the only item of one.
    """
    renderer = st.components.v2.component(
        name,
        html=_joined(folder.rglob("*.html")),
        css=css + _joined(_SHARED.glob("*.css")) + _joined(folder.rglob("*.css")),
        js=_joined(_SHARED.glob("*.js")) + _joined(folder.rglob("*.js")),
    )

    def mount(*, key: str, data: Mapping[str, object], **changes: Any) -> object:
        return renderer(key=key, data=[data], **changes)

    return mount


def _joined(paths: Iterable[Path]) -> str:
    return "\n".join(path.read_text() for path in sorted(paths))
