"""Furniture that several lessons use: figures with their words, and problems with a way out."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnncore.errors import InputError

_QUIET = {"displaylogo": False, "modeBarButtonsToRemove": ["select2d", "lasso2d"]}


def figure(fig: go.Figure, *, caption: str, alt: str, key: str, height: int | None = None) -> None:
    """Draw a Plotly figure with a caption below it and a text for those who cannot see it."""
    st.plotly_chart(fig, key=key, config=_QUIET, alt=alt, height=height or "content")
    st.caption(caption)


def problem(error: InputError) -> None:
    """Tell what was expected, what came and what to do, where the result would have been."""
    st.warning(
        f"This needs {error.expected}; it got {error.got}. **{error.todo}**",
        icon=":material/build:",
    )


@contextmanager
def problems() -> Iterator[None]:
    """Tell what keeps the block from its result, and go on behind it."""
    try:
        yield
    except InputError as error:
        problem(error)


@st.fragment
def in_pytorch(code: str) -> None:
    """Offer the same thing in PyTorch, one click away."""
    if fold := opened("The same in PyTorch", icon=":material/code:", key="in_pytorch"):
        fold.code(code, language="python")


def opened(label: str, *, icon: str, key: str) -> DeltaGenerator | None:
    """Fold away what few need; return where to draw it once it has been opened.

    So nobody's first visit fetches what sets code in colours: half a megabyte, compressed.
    """
    fold = st.expander(label, icon=icon, key=key, on_change="rerun")
    return fold if fold.open else None


def for_programmers() -> DeltaGenerator:
    """Fold away what only a reader who programs needs; draw into what is returned."""
    return st.expander("For programmers", icon=":material/terminal:")


def is_dark() -> bool:
    """Tell whether this visitor sees the dark theme."""
    return st.context.theme.type == "dark"


def go_to(address: str) -> None:
    """Have the browser open an address of this app as if by Back: it then says all that is shown.

    Streamlit lets a page set no word of the address that one of its inputs is bound to.
    """
    here = f"location.href === {json.dumps(address)} ||"  # told before, and not heard yet
    opened = f"{here} history.pushState({{}}, '', {json.dumps(address)})"
    told = "dispatchEvent(new PopStateEvent('popstate'))"
    st.html(f"<script>{opened}; {told};</script>", unsafe_allow_javascript=True)


def bring_into_view(key: str, once: str | None = None) -> None:
    """Scroll to the element of this key, once a visit of the page for each `once`, or each key.

    Every run brings the script, as the first may be overtaken; the browser heeds it once, and keeps
    the element where it is while the page is still being drawn.
    """
    given = json.dumps([key, once or key])
    later = f"else (window.toBringIntoView ??= []).push({given})"  # before the frame's own script
    told = f"if (window.bringIntoView) bringIntoView(...{given}); {later}"
    st.html(f"<script>{told}</script>", unsafe_allow_javascript=True)
