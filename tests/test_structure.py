"""The rooms and the direction of imports, read from the syntax trees."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = [
    *sorted(
        path.relative_to(ROOT)
        for room in ("cnncore", "ui", "pages")
        for path in (ROOT / room).rglob("*.py")
    ),
    Path("streamlit_app.py"),
]
FORBIDDEN = {
    "cnncore": {"streamlit", "plotly", "ui", "pages"},
    "figures": {"streamlit", "torch", "torchvision", "pages"},
    "ui": {"pages"},
    "pages": {"torch", "torchvision", "plotly"},
}


def room_of(path: Path) -> str:
    if path.parts[:2] == ("ui", "figures"):
        return "figures"
    return path.parts[0] if len(path.parts) > 1 else "pages"


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_point_one_way(path: Path) -> None:
    tree = ast.parse((ROOT / path).read_text())
    assert not imported(tree) & FORBIDDEN[room_of(path)]


@pytest.mark.parametrize("path", [f for f in FILES if room_of(f) == "pages"], ids=str)
def test_pages_hold_no_machinery(path: Path) -> None:
    source = (ROOT / path).read_text()
    assert not [word for word in ("session_state", "cache_", "go.") if word in source]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            decorators = [ast.unparse(item) for item in node.decorator_list]
            assert any(text.startswith("st.fragment") for text in decorators), node.name


def loaded_after(code: str) -> set[str]:
    """Return the top-level modules a fresh Python holds after running `code`."""
    show = "\nimport sys; print('LOADED', *sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code + show],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.rpartition("LOADED")[2].split())


def test_cnncore_is_light() -> None:
    code = "import cnncore; cnncore.convolve([[1.0]], [[1.0]])"
    assert not loaded_after(code) & {"streamlit", "plotly", "torch"}


def test_home_and_convolution_load_no_torch() -> None:
    code = """
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("streamlit_app.py", default_timeout=60).run()
assert not app.exception
app.switch_page("pages/convolution.py").run()
assert not app.exception
"""
    loaded = loaded_after(code)
    assert "streamlit" in loaded
    assert "torch" not in loaded


@pytest.mark.parametrize("path", [f for f in FILES if room_of(f) in ("ui", "pages")], ids=str)
def test_pictures_are_told_in_words(path: Path) -> None:
    """Every picture and chart carries a text for those who cannot see it."""
    drawn = {"image", "plotly_chart", "vega_lite_chart"}
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in drawn:
            assert "alt" in [keyword.arg for keyword in node.keywords], f"line {node.lineno}"
