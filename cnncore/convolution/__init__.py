"""One convolution by hand: the map, every product behind it, its size, and what may not fit.

Everything is NumPy in float64 and agrees with torch; torch itself is loaded only to compare.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
