"""Long work in pieces: others come between, and whoever waits sees how far it is."""

from collections.abc import Generator
from typing import TypeAlias, TypeVar

T = TypeVar("T")

# after every piece the share of all that is done, above 0 and up to 1; in the end what it comes to
Pieces: TypeAlias = Generator[float, None, T]


def whole(pieces: Pieces[T]) -> T:
    """Do all of it at once.

    >>> def halves() -> Pieces[str]:
    ...     yield 0.5
    ...     yield 1.0
    ...     return "both"
    >>> whole(halves())
    'both'
    """
    while True:
        try:
            next(pieces)
        except StopIteration as done:
            return done.value


def within(pieces: Pieces[T], start: float, end: float) -> Pieces[T]:
    """Do work that is a part of other work: its shares run from `start` to `end`.

    >>> def halves() -> Pieces[str]:
    ...     yield 0.5
    ...     yield 1.0
    ...     return "both"
    >>> list(within(halves(), 0.2, 0.6))
    [0.4, 0.6]
    """
    while True:
        try:
            share = next(pieces)
        except StopIteration as done:
            return done.value
        yield start + (end - start) * share
