"""What comes from outside, from files, folders and archives, is checked before anything uses it.

Nothing here knows what it is for: the package that reads or writes says what it wants.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
