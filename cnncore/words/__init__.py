"""What is told in words whatever the lesson: the glossary, the recap, and what a visitor has done.

Plain records of text; a page decides how they look.
"""

from cnncore.lazy import lazy

_HOMES = {
    "glossary": "WORDS Word mark",
    "recap": "RECAP LessonDone Option Question score",
}
__getattr__, __dir__, __all__ = lazy(__name__, _HOMES)
