"""Every tab of every lesson shows what has been read and approved: see `showing.py`."""

import pytest

from tests.lesson_tabs import every_tab
from tests.pages.showing import differences, show, states
from tests.paths import STEPS

STATES = states()


@pytest.mark.parametrize("link", STATES)
def test_a_page_shows_what_was_approved(open_app, link: str) -> None:
    assert "\n".join(differences(show(open_app, link), STATES[link])) == ""


def test_every_tab_and_step_is_approved() -> None:
    links = {link.partition("&")[0].partition(" > ")[0] for link in STATES}
    assert {f"{tab.lesson.name}?{tab.word}={tab.key}" for tab in every_tab()} <= links
    assert {f"{path.lesson}?step={step.name}" for path, step in STEPS} <= set(STATES)
