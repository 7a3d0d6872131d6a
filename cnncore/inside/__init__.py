"""Inside a network: every layer's numbers for one digit, the sum behind each, and what moves it.

Networks are opened, operated on, shifted against and doubted here, never trained.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
