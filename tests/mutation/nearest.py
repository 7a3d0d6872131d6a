"""Which quick tests stand nearest to a file: those that name it, then those that name its users.

Then come the pages that show what it makes, as they were approved.
"""

import ast
import importlib
import re
from functools import cache
from pathlib import Path

from cnncore.lazy import homes
from tests.pages.showing import states

ROOT = Path(__file__).parent.parent.parent
MOST = 8  # files of tests tried on one break
# They start processes or train for long, or try every word of every address.
SLOW = {
    *("core/training/test_trainer", "core/training/test_equal_budget", "core/runs/test_cluster"),
    *("core/runs/test_unreadable", "core/test_folders", "pages/test_addresses"),
}
_PAGES = "pages/test_told.py"  # what pages tell, of all lessons
_SHOWN = "tests/pages/test_shown.py::test_a_page_shows_what_was_approved"
_MOST_SHOWN = 40  # pages


def nearest(path: str) -> list[str]:
    """Return the tests for a file, the nearest first, its own doctests among them."""
    own = [path] if ">>>" in (ROOT / path).read_text() else []
    users = [path, *(file for file in _files() if _module(path) in _named(file))]
    found = dict.fromkeys(test for user in users for test in _naming(user))
    lesson = path.split("/")[1]
    if path.startswith("ui/") and "/figures/" not in path:
        own_pages = [f"pages/test_{name}.py" for name in (Path(path).stem, lesson)]
        of_lesson = [test for pattern in own_pages for test in _tests(pattern)]
        found = dict.fromkeys([*of_lesson, *found, *_mentioning(Path(path).stem), *_tests(_PAGES)])
    near = own + list(found or dict.fromkeys(_tests(f"core/{lesson}/test_*.py")))
    theirs = [file for file in _files() if any(_module(user) in _named(file) for user in users)]
    rooms = {user.split("/")[1] for user in [*users, *theirs] if user.startswith("ui/")}
    return near[:MOST] + _shown(rooms)


@cache
def _files() -> tuple[str, ...]:
    files = (file for room in ("cnncore", "ui") for file in (ROOT / room).rglob("*.py"))
    return tuple(sorted(str(file.relative_to(ROOT)) for file in files))


def _shown(rooms: set[str]) -> list[str]:
    """Return the approved pages of these lessons, tabs first; of all where they are none."""
    links = sorted(states(), key=lambda link: len(re.findall("[&>]|step=", link)))
    own = [link for link in links if link.partition("?")[0] in rooms]
    return [f"{_SHOWN}[{link}]" for link in (own or links)[:_MOST_SHOWN]]


def _distance(path: str, test: str) -> tuple[int, str]:
    stem, package = Path(path).stem, Path(path).parts[1]
    return -2 * (Path(test).stem == f"test_{stem}") - (f"/{package}/" in test), test


def _tests(pattern: str) -> list[str]:
    found = sorted((ROOT / "tests").glob(pattern))
    return [
        str(test.relative_to(ROOT))
        for test in found
        if str(test.relative_to(ROOT / "tests").with_suffix("")) not in SLOW
    ]


def _module(path: str) -> str:
    return ".".join(Path(path).with_suffix("").parts)


def _naming(path: str) -> list[str]:
    """Return the tests that import a file; of a page's only those that open it."""
    rooms = ["core/**", "figures/**"] if "cnncore/" in path or "/figures/" in path else ["pages/**"]
    tests = [test for room in rooms for test in _tests(f"{room}/test_*.py")]
    near = [test for test in tests if _module(path) in _named(test)]
    return sorted(near, key=lambda test: _distance(path, test))


def _mentioning(stem: str) -> list[str]:
    """Return the tests of pages that speak of a file's word, such as a tab's key or a function."""
    told = [(test, (ROOT / test).read_text()) for test in _tests("pages/test_*.py")]
    return [test for test, text in told if re.search(rf"(?<![a-z]){stem}(?![a-z])", text)]


@cache
def _named(file: str) -> frozenset[str]:
    """Return the modules whose names a file imports, behind faces too."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / file).read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found |= {node.module, f"{node.module}.{alias.name}"}
                found.add(_home(node.module, alias.name))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(_home(node.value.id, node.attr))
    return frozenset(found)


def _home(package: str, name: str) -> str:
    """Return the module that a package's face takes a name from."""
    while (ROOT / package.replace(".", "/") / "__init__.pyi").exists():
        importlib.import_module(package)
        package = homes(package).get(name, f"{package}.{name}")
    return package
