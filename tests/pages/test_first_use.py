"""A word of the field is explained on the page where it is first read, in the course's order."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path as File

import pytest

from cnncore.convolution.grids import IMAGES, KERNELS
from cnncore.words.glossary import WORDS, new_words
from cnncore.words.marking import mark
from cnncore.words.word import Word
from tests.paths import NAMES, STEPS
from ui.lessons import LESSONS, Lesson, place_of
from ui.shared.path_steps import Path, Step

ROOT = File(__file__).parents[2]
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


def explained_on(app, first: int | None = None) -> set[str]:
    """Return the meanings that words on a page tell when pointed at, in its first parts."""
    html = " ".join(block.proto.body for block in app.get("html")[:first])
    return set(re.findall(r'class="term"[^>]*>[^<]*<span class="tip">([^<]*)', html))


@pytest.mark.parametrize("word", WORDS, ids=[word.name for word in WORDS])
def test_no_lesson_uses_a_word_before_it_is_met(word: Word) -> None:
    before = [lesson for lesson in LESSONS[1 : place_of(word.first_read)] if read_in(lesson, word)]
    assert not before


@pytest.mark.parametrize(("path", "step"), STEPS, ids=NAMES)
def test_no_step_uses_a_word_before_an_opening_has_explained_it(path: Path, step: Step) -> None:
    """The words come in the glossary's own order: what the openings up to this lesson explain."""
    asked = step.ask()
    slips = [f"{slip.name}. {slip.sentence}" for slip in asked.slips.values()]
    texts = [step.title, asked.question, *step.choices, asked.working, *slips, step.learnt]
    used: list[Word] = []
    for text in texts:
        mark(text, lambda word, form: used.append(word) or form)
    assert not [word.name for word in used if place_of(word.first_read) > place_of(path.lesson)]


@pytest.mark.parametrize("lesson", LESSONS, ids=[lesson.name for lesson in LESSONS])
def test_a_lesson_opens_with_its_new_words_explained(open_app, lesson: Lesson) -> None:
    opening = explained_on(open_app(lesson.name), first=5)
    assert not [word.name for word in new_words(lesson.name) if word.meaning not in opening]


def test_home_explains_what_else_it_reads_where_it_reads_it(open_app) -> None:
    tabs = ("ways", "formula", "ideas")
    told = {tip for tab in tabs for tip in explained_on(open_app("home", home_tab=tab))}
    read = [word for word in WORDS if word.name not in HOME_TELLS and read_in(LESSONS[0], word)]
    assert not [word.name for word in read if word.meaning not in told]
