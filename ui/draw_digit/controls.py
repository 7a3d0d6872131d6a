"""What can be set in the drawing lesson; every key is its word in the address."""

from collections.abc import Callable
from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitAPIException

from cnncore.digits.strokes import PEN
from cnncore.inside.doubt import COVERAGE
from cnncore.photos import SUFFIXES
from ui.shared import address, session
from ui.shared.doubt import KEPT_COVERAGE

_LEAST_ANSWERED = 80.0  # percent
TABS = {
    "heat": "Where it looks",
    "steps": "Preparation",
    "neighbours": "Neighbours",
    "unknown": "Not a digit",
    "teach": "Teach it",
    "wall": "Class wall",
}


def pen_width() -> int:
    """Ask how wide the pen is, in canvas pixels."""
    return st.slider(
        "Pen width",
        min_value=2,
        max_value=40,
        value=PEN,
        key="pen",
        bind="query-params",
        help="In pixels of the canvas, which is 280 wide. The eraser is as wide as the pen.",
    )


def tool() -> str:
    """Ask whether to draw or to erase."""
    chosen = st.segmented_control(
        "Tool",
        ["pen", "eraser"],
        default="pen",
        required=True,
        format_func=address.labels(
            {"pen": ":material/edit: Pen", "eraser": ":material/ink_eraser: Eraser"}
        ),
        key="tool",
        persist_state="session",
        label_visibility="collapsed",
    )
    return chosen or "pen"


STEPS = {
    "ink": "find the ink",
    "crop": "crop",
    "fit": "fit into 20 × 20",
    "thickness": "even the strokes",
    "centre": "centre by mass",
}


def skipped() -> frozenset[str]:
    """Ask which steps of the preparation are left out."""
    help = "The network is then given what the remaining steps make of the drawing."
    return frozenset(address.choose_some("Leave out", STEPS, key="skip", help=help))


def coverage() -> float:
    """Ask how many of the held-out digits, in percent, must still be answered."""
    percent = st.slider(
        "Digits answered",
        min_value=_LEAST_ANSWERED,
        max_value=100.0,
        value=100 * COVERAGE,
        step=0.5,
        format="%.1f %%",
        key="coverage",
        bind="query-params",
        help="The rest of the held-out digits is refused; so is whatever looks stranger.",
    )
    KEPT_COVERAGE.put(percent)
    return percent / 100


def kept_coverage() -> float:
    """Return the share last asked for, also while its slider is not on the page, or not yet."""
    percent = session.held("coverage")
    if percent is None and "coverage" in st.query_params:  # a link's: its slider is still to come
        with suppress(ValueError):
            percent = float(st.query_params["coverage"])
        if percent is None or not _LEAST_ANSWERED <= percent <= 100:
            percent = None
            with suppress(StreamlitAPIException):
                st.query_params.pop("coverage", None)
    return (KEPT_COVERAGE.get() if percent is None else percent) / 100


def temperature() -> float:
    """Ask by what the logits are divided before they become probabilities."""
    return st.slider(
        "Temperature",
        min_value=0.2,
        max_value=5.0,
        value=3.0,
        step=0.1,
        key="temperature",
        bind="query-params",
        help="Logits divided by this number: above 1 the answer sounds less sure, below 1 surer.",
    )


def covered_by() -> str:
    """Ask which of the two pictures of attention is shown."""
    ways = {"cover": "Cover a spot", "gradient": "Follow the gradient"}
    return address.choose(st.segmented_control, "How to ask", ways, key="look")


SOURCES = {"draw": "Draw", "photo": "Photo", "keys": "Keyboard"}


def source() -> str:
    """Ask whether the digit is drawn here, by hand or by keys, or cut from a photo."""
    return address.choose(
        st.segmented_control,
        "Where the digit comes from",
        SOURCES,
        key="source",
        label_visibility="collapsed",
    )


def cut_number(count: int) -> int:
    """Ask which of the photo's digits is looked at, counted from 1 in reading order."""
    if count == 1:
        return 1
    return st.slider("Digit of the photo", 1, count, 1, key="cut", bind="query-params")


def upload_page(on_change: Callable[[], None]) -> None:
    """Ask for a photo of handwriting."""
    st.file_uploader(
        "A photo of your own digits",
        type=list(SUFFIXES),
        max_upload_size=20,
        key="page_file",
        on_change=on_change,
        help="Paper and pen, or chalk on a board. It stays in this tab and is never kept on disk.",
    )


def sample_digits(put: Callable[[int], None]) -> None:
    """Offer ten digits for those who cannot draw here; each press brings another hand."""
    help = "Sample digits, for those who cannot draw here"
    with st.popover("Sample digits", icon=":material/dialpad:", help=help):
        st.caption("Put a digit on the canvas, in another hand each time.")
        for row in (range(5), range(5, 10)):
            with st.container(horizontal=True, gap="xsmall"):
                for digit in row:
                    st.button(str(digit), key=f"sample_{digit}", on_click=put, args=(digit,))


def upload_mine(on_change: Callable[[], None]) -> None:
    """Ask for a file of own digits that this page has saved."""
    st.file_uploader(
        "A file saved here", type=["npz"], max_upload_size=1, key="mine_file", on_change=on_change
    )


def mix_known() -> bool:
    """Ask whether known digits are shown in between."""
    return st.toggle(
        "Show known digits in between",
        value=True,
        key="mix",
        bind="query-params",
        help="Switch it off to see a network forget: it then sees nothing but your digits.",
    )
