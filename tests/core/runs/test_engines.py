"""Both engines are what a page takes an engine for, and pages ask for nothing else."""

import ast
import inspect
from pathlib import Path

import pytest

from cnncore.runs import Engine, LocalEngine

ROOT = Path(__file__).parents[3]
METHODS = [name for name in vars(Engine) if inspect.isfunction(getattr(Engine, name))]
METHODS = [name for name in METHODS if not name.startswith("_")]


def engines() -> list[type]:
    """Return both engines."""
    pytest.importorskip("distributed", reason="requirements-cluster.txt has it")
    from cnncore.runs.cluster import ClusterEngine

    return [LocalEngine, ClusterEngine]


def test_both_engines_fulfil_the_interface(tmp_path: Path) -> None:
    local, cluster = engines()
    assert isinstance(local(tmp_path), Engine)
    assert isinstance(cluster("tcp://127.0.0.1:1", tmp_path), Engine)
    for engine in (local, cluster):
        for name in METHODS:
            asked, given = getattr(Engine, name), getattr(engine, name)
            assert inspect.signature(given) == inspect.signature(asked), (engine, name)


def asked_of_engines(source: str) -> set[str]:
    """Return what is asked of an engine: attributes of `engine()` and of the name `engine`."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            what = node.value.func if isinstance(node.value, ast.Call) else node.value
            if "engine" in (getattr(what, "attr", ""), getattr(what, "id", "")):
                found.add(node.attr)
    return found - {"engine"}


def test_pages_use_nothing_but_the_interface() -> None:
    sources = [
        *(ROOT / "ui").rglob("*.py"),
        *(ROOT / "pages").glob("*.py"),
        ROOT / "streamlit_app.py",
    ]
    asked = set().union(*(asked_of_engines(path.read_text()) for path in sources))
    assert asked <= {*METHODS, "root"}
    assert asked >= {"submit", "watch", "stop", "pause", "resume", "delete", "adopt", "prepare"}
