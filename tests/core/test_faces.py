"""Every package's face: its listed names load, hide no module, and cost nothing until used."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = [
    f"cnncore.{path.parent.name}"
    for path in sorted((ROOT / "cnncore").glob("*/__init__.py"))
    if "lazy(" in path.read_text()
]


@pytest.mark.parametrize("name", ["cnncore", *PACKAGES])
def test_every_listed_name_loads_and_hides_no_module(name: str) -> None:
    package = import_module(name)
    modules = {path.stem for path in Path(package.__file__).parent.glob("*")}
    assert package.__doc__
    assert package.__all__ == dir(package)
    assert not modules & set(package.__all__)
    for public in package.__all__:
        getattr(package, public)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        package.nothing  # noqa: B018


def test_faces_load_nothing_heavy() -> None:
    code = f"import sys, {', '.join(PACKAGES)}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"torch", "streamlit", "plotly"} & set(done.stdout.split())
