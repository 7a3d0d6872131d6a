"""The privacy page names tests that exist, and has a row for each thing that a visitor makes."""

import ast
import re
from pathlib import Path

from tests.browser.anna import THINGS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/privacy.md").read_text()
FILES = ("tests/browser/test_privacy.py", "tests/pages/test_caches.py")
FILES += ("tests/pages/test_asked.py",)


def names_in(path: str) -> set[str]:
    nodes = ast.walk(ast.parse((ROOT / path).read_text()))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef)}


def test_every_test_the_page_names_is_there() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 8
    assert named <= set().union(*map(names_in, FILES))
    assert all(f"`{path}`" in PAGE for path in FILES)


def test_every_thing_a_visitor_makes_has_its_row() -> None:
    rows = re.findall(r"^\| ([a-z ]+)[,(|]?", PAGE.partition("## Which test")[2], re.MULTILINE)
    assert sorted(row.strip() for row in rows if row.strip() != "thing") == sorted(THINGS)
