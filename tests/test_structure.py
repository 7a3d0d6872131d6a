"""The rooms and the direction of imports, read from the syntax trees."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from cnncore.lazy import homes
from ui.lessons import HOST, LESSONS

ROOT = Path(__file__).parent.parent
FILES = [
    *sorted(
        path.relative_to(ROOT)
        for room in ("cnncore", "ui", "pages")
        for path in (ROOT / room).rglob("*.py")
    ),
    Path("streamlit_app.py"),
]
TREES = {path: ast.parse((ROOT / path).read_text()) for path in FILES}
FORBIDDEN = {
    "cnncore": {"streamlit", "plotly", "ui", "pages"},
    "figures": {"streamlit", "torch", "torchvision", "pages", "os", "pathlib"},
    "ui": {"pages"},
    "pages": {"torch", "torchvision", "plotly"},
}
# What a package may stand on; nothing else of cnncore, but the modules at its top.
BELOW = {
    "assets": set(),
    "border": set(),
    "words": set(),
    "photos": {"assets"},
    "convolution": set(),
    "filters": {"convolution", "photos"},
    "digits": {"assets", "border", "convolution"},
    "networks": {"assets", "border", "convolution", "digits"},
    "exercises": {"convolution", "networks"},
    "training": {"assets", "border", "digits", "networks"},
    "inside": {"assets", "digits", "networks"},
    "imagenet": {"filters", "networks"},
    "transfer": {"border", "imagenet"},
    "classroom": {"border", "digits"},
    "runs": {"assets", "border", "digits", "networks", "training"},
}
# What an import inside a function keeps out until it is needed, or where it does not exist.
KEPT_OUT = ("torch", "numpy", "dask", "Pillow", "scipy", "not on Windows")
LESSON_ROOMS = {lesson.name for lesson in LESSONS}


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield the dotted module of every import, and its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def room_of(path: Path) -> str:
    if "figures" in path.parts or path.stem == "figures":
        return "figures"
    return path.parts[0] if len(path.parts) > 1 else "pages"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_point_one_way(path: Path) -> None:
    found = {name.split(".")[0] for name, _ in imports(TREES[path])}
    assert not found & FORBIDDEN[room_of(path)]


@pytest.mark.parametrize("path", [f for f in FILES if f.parts[0] == "cnncore"], ids=str)
def test_packages_of_cnncore_stand_on_lower_ones_only(path: Path) -> None:
    if len(path.parts) < 3:
        return
    own = path.parts[1]
    names = [name.split(".") for name, _ in imports(TREES[path]) if name.startswith("cnncore.")]
    used = {parts[1] for parts in names if (ROOT / "cnncore" / parts[1]).is_dir()}
    assert used - {own} <= BELOW[own]


def test_the_order_of_packages_has_no_circle() -> None:
    assert BELOW.keys() == {path.parent.name for path in (ROOT / "cnncore").glob("*/__init__.py")}
    for own, lower in BELOW.items():
        assert all(own not in BELOW[one] for one in lower), own


@pytest.mark.parametrize("path", [f for f in FILES if f.parts[0] == "ui"], ids=str)
def test_no_lesson_knows_another(path: Path) -> None:
    """What is shared knows no lesson, and a lesson no other; the host's page may."""
    own = path.parts[1] if len(path.parts) > 2 else ""
    if own == HOST.name:
        return
    known = {name.split(".")[1] for name, _ in imports(TREES[path]) if name.startswith("ui.")}
    assert not (known & (LESSON_ROOMS | {HOST.name})) - {own}


def module_graph() -> dict[str, set[str]]:
    """Return, module by module, what its import at the top of the file loads."""
    names = {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
    graph = {}
    for name, path in names.items():
        heads = [n for n in TREES[path].body if isinstance(n, ast.Import | ast.ImportFrom)]
        found = {one for one, _ in imports(ast.Module(heads, []))}
        graph[name] = {m for one in found for m in (one, one.rpartition(".")[0]) if m in names}
        graph[name].discard(name)
    return graph


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = module_graph()
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way[way.index(name) :], name))
        if name in done:
            return
        for other in sorted(graph[name]):
            visit(other, (*way, name))
        done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_inside_functions_say_what_they_keep_out(path: Path) -> None:
    lines = (ROOT / path).read_text().splitlines()
    for function in ast.walk(TREES[path]):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                said = lines[node.lineno - 1] + lines[node.end_lineno - 1]
                assert any(f"# {why}" in said for why in KEPT_OUT), f"line {node.lineno}"


@pytest.mark.parametrize("path", [f for f in FILES if room_of(f) == "pages"], ids=str)
def test_pages_hold_no_machinery(path: Path) -> None:
    source = (ROOT / path).read_text()
    assert not [word for word in ("session_state", "cache_", "go.") if word in source]
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.FunctionDef):
            decorators = [ast.unparse(item) for item in node.decorator_list]
            assert any(text.startswith("st.fragment") for text in decorators), node.name


@pytest.mark.parametrize("path", [f for f in FILES if f.parts[0] == "ui"], ids=str)
def test_every_cache_is_bounded(path: Path) -> None:
    for node in ast.walk(TREES[path]):
        for decorator in getattr(node, "decorator_list", []):
            text = ast.unparse(decorator)
            if text.startswith(("st.cache_data", "st.cache_resource")):
                assert "max_entries=" in text, f"{node.name}: {text}"


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


@pytest.mark.parametrize("face", sorted(ROOT.glob("cnncore/**/__init__.pyi")), ids=str)
def test_a_face_loads_every_name_it_lists(face: Path) -> None:
    """`__init__.pyi` is the one list, for type checkers and for loading."""
    listed = [
        (f"{line.module}.{one.name}", one.asname)
        for line in ast.parse(face.read_text()).body
        for one in line.names
    ]
    package = ".".join(face.relative_to(ROOT).parent.parts)
    import_module(package)
    assert listed == [(f"{home}.{name}", name) for name, home in homes(package).items()]


def test_home_and_convolution_load_neither_torch_nor_pandas() -> None:
    code = """
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("streamlit_app.py", default_timeout=60).run()
assert not app.exception
app.switch_page("pages/convolution.py").run()
assert not app.exception
"""
    loaded = loaded_after(code)
    assert "streamlit" in loaded
    assert not {"torch", "pandas"} & loaded


@pytest.mark.parametrize("path", [f for f in FILES if room_of(f) in ("ui", "pages")], ids=str)
def test_pictures_are_told_in_words(path: Path) -> None:
    """Every picture and chart carries a text for those who cannot see it."""
    drawn = {"image", "plotly_chart", "vega_lite_chart"}
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in drawn:
            assert "alt" in [keyword.arg for keyword in node.keywords], f"line {node.lineno}"
