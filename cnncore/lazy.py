"""Public names of a package, each loaded from its module on first use."""

from collections.abc import Callable
from importlib import import_module


def lazy(
    package: str, homes: dict[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """Return a package's `__getattr__`, `__dir__` and `__all__`, given module -> names.

    >>> load, listed, names = lazy("cnncore", {"errors": "InputError"})
    >>> load("InputError").__name__, listed() == names == ["InputError"]
    ('InputError', True)
    >>> load("OutputError")
    Traceback (most recent call last):
    AttributeError: module 'cnncore' has no attribute 'OutputError'
    """
    home_of = {name: module for module, names in homes.items() for name in names.split()}
    listed = sorted(home_of)

    def load(name: str) -> object:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{home_of[name]}"), name)

    return load, lambda: listed, listed
