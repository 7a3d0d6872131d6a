"""README's examples run, and what it points to is there."""

import doctest
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_examples_run() -> None:
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert results.attempted >= 4
    assert results.failed == 0


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} points to {target}"


def test_uv_takes_the_small_torch() -> None:
    """Community Cloud and the container install with uv, which reads this file beside the list."""
    asked = tomllib.loads((ROOT / "uv.toml").read_text())
    assert asked == {"pip": {"torch-backend": "cpu"}}
    assert "COPY requirements.txt uv.toml ./" in (ROOT / "deploy/Dockerfile").read_text()
