"""Networks that know 1,000 things of ImageNet: loaded, cut into stages, and shown a photo.

What each stage sees, what it answers, and where the evidence for an answer lies.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
