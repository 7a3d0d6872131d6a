"""Handwritten digits: the ones to learn from, a visitor's own, and what is no digit at all.

A drawing or a photo becomes the 28 x 28 pixels that a network knows; nothing here knows networks.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
