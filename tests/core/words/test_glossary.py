"""Words that explain themselves: the first mention is marked, code and formulas are not."""

import pytest

from cnncore.words.glossary import WORDS
from cnncore.words.marking import mark
from ui.lessons import lesson_named


def bracket(word, form: str) -> str:
    return f"[{word.name}:{form}]"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Feature maps and a feature map", "[feature map:Feature maps] and a feature map"),
        ("`stride` $padding$ [epoch](x)", "`stride` $padding$ [epoch](x)"),
        ("max pooling, then pooling", "[pooling:max pooling], then pooling"),
        ("a filtered image", "a filtered image"),
    ],
)
def test_mark(text: str, marked: str) -> None:
    assert mark(text, bracket) == marked


def test_words_are_told_once_and_lead_to_a_lesson() -> None:
    names = [word.name for word in WORDS]
    forms = [form for word in WORDS for form in word.forms]
    assert len(set(names)) == len(names)
    assert len(set(forms)) == len(forms)
    assert all(lesson_named(word.lesson) for word in WORDS)
