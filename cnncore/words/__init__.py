"""What is told in words whatever the lesson: the glossary, the recap, and what a visitor has done.

Plain records of text; a page decides how they look.
"""

from cnncore.lazy import lazy

__getattr__, __dir__, __all__ = lazy(__name__)
