"""Runs: networks that train outside the server, each in a folder that all who look read from.

An engine queues, starts and ends them; what they have measured is read, raced and explained here.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
