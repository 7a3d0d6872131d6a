"""The teaching maths of convolutional networks: no page, no chart, only numbers.

Every public name is loaded on first use, so that `import cnncore` stays light
and the lessons that need no network never load torch.
"""

from cnncore.lazy import lazy as _lazy  # not `lazy`: that is the module

__getattr__, __dir__, __all__ = _lazy(__name__)
