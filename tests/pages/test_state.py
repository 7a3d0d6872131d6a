"""What a visitor's session keeps: one door to it, one name a record, every cache bounded."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOOR = Path("ui/shared/session.py")
SOURCES = (path for room in ("ui", "pages") for path in (ROOT / room).rglob("*.py"))
FILES = sorted(path.relative_to(ROOT) for path in (*SOURCES, ROOT / "streamlit_app.py"))


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse((ROOT / path).read_text()))


@pytest.mark.parametrize("path", [path for path in FILES if path != DOOR], ids=str)
def test_session_state_has_one_door(path: Path) -> None:
    names = {getattr(node, "attr", getattr(node, "id", "")) for node in nodes(path)}
    assert "session_state" not in names


def test_every_slot_has_a_name_of_its_own() -> None:
    names = Counter(slot_name(node) for path in FILES for node in nodes(path) if is_slot(node))
    assert len(names) > 10
    assert [name for name, times in names.items() if times > 1] == []


def is_slot(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).split("[")[0].endswith("Slot")


def slot_name(call: ast.Call) -> str:
    """Return the name as written; one that is put together could be another's."""
    assert isinstance(call.args[0], ast.Constant), ast.unparse(call)
    return call.args[0].value


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_cache_is_bounded(path: Path) -> None:
    for node in nodes(path):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "").startswith("cache_"):
            assert "max_entries" in [keyword.arg for keyword in node.keywords], node.lineno
        for decorator in getattr(node, "decorator_list", ()):
            assert not getattr(decorator, "attr", "").startswith("cache_"), node.lineno
