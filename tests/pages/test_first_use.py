"""A word of the field is explained on the page where it is first read, in the course's order."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cnncore.convolution.grids import IMAGES, KERNELS
from cnncore.words.glossary import WORDS, Word, new_words
from ui.lessons import LESSONS, Lesson, place_of

ROOT = Path(__file__).parents[2]
# names that a lesson shows from a list of another room
LISTED = {"convolution": [*IMAGES, *KERNELS]}
# Told in passing where it is itself what the sentence explains, or a link to what explains it.
HOME_TELLS = {"flatten", "parameter", "receptive field", "weight sharing", "epoch", "pooling",
              "the article", "Sobel"}  # fmt: skip


def sentences(lesson: Lesson) -> Iterator[str]:
    """Yield what a lesson's own files write on the page: no docstrings, no keys."""
    yield from LISTED.get(lesson.name, [])
    for path in [ROOT / lesson.path, *sorted((ROOT / "ui" / lesson.name).glob("*.py"))]:
        tree = ast.parse(path.read_text())
        told = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and id(node) not in told and (" " in text or text.istitle()):
                yield text


def read_in(lesson: Lesson, word: Word) -> bool:
    forms = "|".join(re.escape(form) for form in word.forms)
    pattern = re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)
    return any(pattern.search(text) for text in sentences(lesson))


@pytest.mark.parametrize("word", WORDS, ids=[word.name for word in WORDS])
def test_no_lesson_uses_a_word_before_it_is_met(word: Word) -> None:
    before = [lesson for lesson in LESSONS[: place_of(word.first_read)] if read_in(lesson, word)]
    if word.name in HOME_TELLS:
        before = [lesson for lesson in before if lesson.name != "home"]
    assert not before


@pytest.mark.parametrize("lesson", LESSONS[1:], ids=[lesson.name for lesson in LESSONS[1:]])
def test_a_lesson_opens_with_its_new_words_explained(open_app, lesson: Lesson) -> None:
    app = open_app(lesson.name)
    opening = " ".join(block.proto.body for block in app.get("html")[:4])
    for word in new_words(lesson.name):
        assert re.search(rf'class="term"[^>]*>[^<]*<span class="tip">{re.escape(word.meaning)}',
                         opening), word.name  # fmt: skip


def test_home_explains_its_own_words_as_it_goes(open_app) -> None:
    pages = [open_app("home", home_tab=tab) for tab in ("ways", "formula", "ideas")]
    html = " ".join(block.proto.body for app in pages for block in app.get("html"))
    for word in new_words("home"):
        if word.name not in HOME_TELLS:
            assert word.meaning in html, word.name
