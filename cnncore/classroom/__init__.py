"""A room full of visitors: what they gave to its wall, and how their networks read all of it.

Rooms are kept in one file that many processes may share; nobody's name is in it.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
