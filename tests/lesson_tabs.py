"""Every tab of every lesson, found where the lessons list them: a new one is met the day it is."""

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ui.lessons import LESSONS, Lesson

ROOT = Path(__file__).parent.parent
_CHOSEN = re.compile(r'tabs\.choose\(controls\.TABS, key="(\w+)"\)')


class Tab(NamedTuple):
    """A tab of a lesson: its word in the address, its key and its label."""

    lesson: Lesson
    word: str
    key: str
    label: str


def every_tab() -> list[Tab]:
    """Return all tabs, in the order of the course."""
    return [
        Tab(lesson, word, key, label)
        for lesson in LESSONS
        for word, tabs in [_tabs_of(lesson)]
        for key, label in tabs.items()
    ]


def _tabs_of(lesson: Lesson) -> tuple[str, Mapping[str, str]]:
    (word,) = _CHOSEN.findall((ROOT / lesson.path).read_text())
    return word, import_module(f"ui.{lesson.name}.controls").TABS
