"""Networks as a text of layers: what each layer gives and costs, what does not fit, the code.

The same text becomes a PyTorch module, and the article's network comes with its weights.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
