"""Predict, then reveal: questions whose wrong answers are matched to their cause.

Each question carries what every common slip would have given for the same numbers; checking is
then a look-up, and no wrong answer is explained by a guess.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
