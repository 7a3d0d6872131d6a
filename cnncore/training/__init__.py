"""Training: a network learns digits, quickly and repeatably, from settings that a visitor chooses.

What it has learnt is judged here too, and a trained one is taught a visitor's own digits.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
