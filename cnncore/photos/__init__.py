"""A stranger's file becomes a small photo: checked, turned, flattened, shrunk; and the samples.

Every public name is loaded on first use: the process that reads one file needs few of them.
"""

from importlib import import_module

# module -> names
_HOMES = {
    "decode": ("MAX_BYTES", "SUFFIXES", "decode_photo", "read_photo"),
    "encode": ("encode_coloured", "encode_photo", "shrink_photo"),
    "photo": ("Photo",),
    "reading": ("FORMATS", "LONGEST", "MAX_PIXELS"),
    "samples": ("SAMPLES", "Sample", "sample_photo"),
}
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'cnncore.photos' has no attribute {name!r}")
    return getattr(import_module(f"cnncore.photos.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return __all__
