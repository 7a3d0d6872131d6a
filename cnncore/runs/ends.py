"""How a run ends by what went wrong: a state, a cause that `words.sentence` tells, and a detail."""

import re

from cnncore.errors import InputError

_OUT_OF_MEMORY = re.compile("out of memory|not enough memory|can't allocate memory", re.IGNORECASE)
_MOST_LETTERS = 300


def ending(error: Exception) -> tuple[str, str, str]:
    """Return the state, cause and detail that an error leads to; every error leads to one.

    >>> ending(OSError(28, "No space left on device", "/home/me/run"))
    ('lost', 'disk', 'No space left on device')
    >>> ending(ZeroDivisionError("division by zero"))
    ('failed', 'unforeseen', 'ZeroDivisionError: division by zero')
    """
    from cnncore.training.trainer import Diverged  # torch

    if isinstance(error, InputError):
        return "failed", "refused", str(error)
    if isinstance(error, Diverged):
        return "failed", "diverged", str(error)
    if isinstance(error, MemoryError) or _OUT_OF_MEMORY.search(str(error)):
        return "failed", "memory", _line(error)
    if isinstance(error, OSError):
        return "lost", "disk", error.strerror or _line(error)
    return "failed", "unforeseen", _line(error)


def _line(error: Exception) -> str:
    first = (str(error).strip().splitlines() or [""])[0][:_MOST_LETTERS]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__
