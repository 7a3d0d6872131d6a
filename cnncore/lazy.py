"""The public names of a package, each loaded from its module when it is first asked for."""

from collections.abc import Callable
from importlib import import_module


def lazy(package: str, homes: dict[str, tuple[str, ...]]) -> tuple[Callable, Callable, list[str]]:
    """Return `__getattr__`, `__dir__` and `__all__` of a package; `homes` maps modules to names."""
    module_of = {name: module for module, names in homes.items() for name in names}
    names = sorted(module_of)

    def load(name: str) -> object:
        if name not in module_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{module_of[name]}"), name)

    return load, lambda: names, names
