"""The one way a front-end part is mounted: its own files, after those that all share."""

from collections.abc import Iterable
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_SHARED = Path(__file__).parent


def component(name: str, folder: Path, *, css: str = "") -> ComponentRenderer:
    """Register the html, css and js of a folder as the component `name`; return its mount.

    `css` stands before the style sheets. Scripts are joined in the order of their
    names, into one module.
    """
    return st.components.v2.component(
        name,
        html=_joined(folder.rglob("*.html")),
        css=css + _joined(_SHARED.glob("*.css")) + _joined(folder.rglob("*.css")),
        js=_joined(_SHARED.glob("*.js")) + _joined(folder.rglob("*.js")),
    )


def _joined(paths: Iterable[Path]) -> str:
    return "\n".join(path.read_text() for path in sorted(paths))
