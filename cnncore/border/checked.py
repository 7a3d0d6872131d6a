"""Records from disk: JSON held against a dataclass before anything believes it."""

import dataclasses
import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")

MOST_BYTES = 100_000  # of one record
_MOST_WHOLE = 2**63


def read_json(content: bytes, most: int = MOST_BYTES) -> object:
    """Return the JSON in a file's content; ValueError where it is none, too long or too deep.

    >>> read_json(b'{"step": 3}')
    {'step': 3}
    """
    if len(content) > most:
        raise ValueError(f"more than {most:,} bytes")
    try:
        return json.loads(content.decode())
    except RecursionError as error:
        raise ValueError("brackets in brackets without end") from error


def read_record(kind: type[Record], found: object) -> Record:
    """Make a `kind` from a JSON object; ValueError names the field that is not of its type.

    Fields left out take their defaults; the types are str, int, float and bool.
    """
    if not isinstance(found, Mapping):
        raise ValueError("no record")
    fields = {entry.name: entry for entry in dataclasses.fields(kind)}
    for name, value in found.items():
        if name not in fields or not is_a(fields[name].type, value):
            raise ValueError(f"{name[:40]!a} of another type")
    needed = {name for name, entry in fields.items() if entry.default is dataclasses.MISSING}
    if missing := sorted(needed - set(found)):
        raise ValueError(f"no {missing[0]}")
    return kind(**found)


def is_a(kind: object, value: object) -> bool:
    """Tell whether a value is of a field's type: a text, a whole or a finite number, yes or no.

    >>> is_a(float, 3), is_a(int, 3.0), is_a(int, True), is_a(float, float("inf"))
    (True, False, False, False)
    """
    if kind is str:
        return isinstance(value, str) and _can_be_sent(value)
    if kind is bool or isinstance(value, bool):
        return kind is bool and isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and abs(value) < _MOST_WHOLE
    return isinstance(value, int | float) and abs(value) <= sys.float_info.max


def _can_be_sent(text: str) -> bool:
    """Tell whether a text has an encoding: half a surrogate pair has none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
