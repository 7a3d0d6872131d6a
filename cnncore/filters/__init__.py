"""Named filters over whole photos: their kernels, the exact response, and how it is shown.

One filter, a chain of them, or the whole wall at once; kernels are read from and written as text.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
