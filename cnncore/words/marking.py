"""Finding the glossary's words in running text."""

import re
from collections.abc import Callable

from cnncore.words.glossary import WORDS
from cnncore.words.word import Word

_OF_FORM = {form: word for word in WORDS for form in word.forms}
_FORMS = "|".join(re.escape(form) for form in sorted(_OF_FORM, key=len, reverse=True))
_MARKED = re.compile(
    rf"`[^`]*`|\$[^$]*\$|\[[^\]]*\]\([^)]*\)|<[^>]*>|\b({_FORMS})\b", re.IGNORECASE
)


def mark(text: str, write: Callable[[Word, str], str]) -> str:
    """Pass each word's first mention in the text through `write(word, as_written)`.

    Code, formulas and links are left alone, and longer forms win over shorter ones.

    >>> mark("A filter and `filter`; filters.", lambda word, form: f"<{form}>")
    'A <filter> and `filter`; filters.'
    """
    met: set[str] = set()

    def replace(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0]
        word = _OF_FORM[found[1].lower()]
        if word.name in met:
            return found[0]
        met.add(word.name)
        return write(word, found[1])

    return _MARKED.sub(replace, text)
