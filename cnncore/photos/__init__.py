"""A stranger's file becomes a small photo: checked, turned, flattened, shrunk; and the samples.

Every public name is loaded on first use: the process that reads one file needs few of them.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
