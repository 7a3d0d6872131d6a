"""The markup of Streamlit that our stylesheet and script rely on, each piece where it is needed."""

import re
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "ui"

# what for -> the page that needs it, and what must be found there
MARKUP = {
    "sheet": ("/convolution", ".stApp .stMainBlockContainer"),
    "running text": ("/convolution", ".stMainBlockContainer .stMarkdown p"),
    "title": ("/convolution", ".stMainBlockContainer h1"),
    "prose": ("/convolution", ".stMainBlockContainer .prose"),
    "sidebar, away on paper": ("/convolution", '[data-testid="stSidebar"]'),
    "header, away on paper": ("/convolution", '[data-testid="stHeader"]'),
    "columns": ("/training", '.stMainBlockContainer [data-testid="stColumn"]'),
    "links that wrap": ("/", '.stMainBlockContainer [data-testid="stPageLink"] a *'),
    "faint text": ("/training", '.stApp [data-testid="stCaptionContainer"]'),
    "axes drawn by Plotly": ("/own_classes?own=holds", ".stPlotlyChart .xtick text"),
    "axes drawn by Vega": ("/training", ".stVegaLiteChart .role-axis-label text"),
    "main button": ("/training", '.stApp button[kind^="primary"] p'),
    "chosen part": ("/convolution", 'button[data-variant][aria-checked="true"] p'),
    "scripts take no room": (
        "/convolution",
        '[data-testid="stElementContainer"]:has(> [data-testid="stHtml"] > script:only-child)',
    ),
    "lessons in the sidebar": ("/convolution", "[data-testid=stSidebar] a"),
    "the sidebar's way shut": (
        "/convolution",
        "[data-testid=stSidebarCollapseButton] button",
    ),
    "the canvas's own tools": (
        "/draw_digit",
        ".st-key-canvas [data-testid=stBidiComponentIsolated]",
    ),
    "a question that stays in sight": (
        "/convolution?step=cell",
        '[data-testid="stLayoutWrapper"]:has(> .st-key-path)',
    ),
    "pills that wrap": (
        "/inside?inside=surgery",
        '.st-key-off [data-testid="stButtonGroup"] :has(> button)',
    ),
    "a control by its key": ("/convolution", ".st-key-stride input, .st-key-stride button"),
}


CLOSED = '.stApp:has([data-testid="stExpandSidebarButton"])'


@pytest.mark.browser
def test_the_page_tells_whether_its_sidebar_is_open(visit) -> None:
    assert visit("/convolution").locator(CLOSED).count() == 0
    visit("/convolution", width=768).wait_for_selector(CLOSED, state="attached")


@pytest.mark.browser
@pytest.mark.parametrize("name", MARKUP)
def test_the_page_holds(visit, name: str) -> None:
    path, selector = MARKUP[name]
    page = visit(path)
    page.wait_for_selector(selector, state="attached", timeout=15_000)


def test_every_piece_we_rely_on_is_named_above() -> None:
    used = set()
    for file in ("frame.css", "frame.js"):
        used |= set(re.findall(r"\bst[A-Z]\w+", (UI / file).read_text()))
    named = " ".join([CLOSED, *(selector for _, selector in MARKUP.values())])
    assert used <= set(re.findall(r"\bst[A-Z]\w+", named))


def test_only_the_frame_relies_on_streamlits_markup() -> None:
    frame = {UI / "frame.css", UI / "frame.js"}
    for file in UI.rglob("*"):
        if file.suffix in (".py", ".css", ".js") and file not in frame:
            found = re.findall(r"data-testid=.?st[A-Z]\w+|\.st[A-Z]\w+[ .{:]", file.read_text())
            assert not found, file
