"""Transfer learning: a last layer of your own on a network that has learnt a million photos.

An album of photos, what was set aside to judge by, what was learnt, and where it cheats.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
