"""Public names of a package, each loaded from its module on first use."""

import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

_LINE = re.compile(r"from (\S+) import (\w+) as \2$", re.MULTILINE)


def homes(package: str) -> dict[str, str]:
    """Return the public names of a package, each with its module, as `__init__.pyi` lists them.

    >>> homes("cnncore")["InputError"]
    'cnncore.errors'
    """
    stub = Path(str(sys.modules[package].__file__)).with_suffix(".pyi")
    return {name: home for home, name in _LINE.findall(stub.read_text())}


def lazy(package: str) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """Return a package's `__getattr__`, `__dir__` and `__all__`.

    >>> load, listed, names = lazy("cnncore")
    >>> load("InputError").__name__, listed() == names
    ('InputError', True)
    >>> load("OutputError")
    Traceback (most recent call last):
    AttributeError: module 'cnncore' has no attribute 'OutputError'
    """
    home_of = homes(package)
    listed = sorted(home_of)

    def load(name: str) -> object:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(home_of[name]), name)

    return load, lambda: listed, listed
