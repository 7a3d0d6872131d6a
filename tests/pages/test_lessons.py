"""Every lesson in the list, the day it is listed: it opens, and a bad link heals."""

import pytest

from ui.lessons import LESSONS

NAMES = [lesson.name for lesson in LESSONS]


@pytest.mark.parametrize("name", NAMES)
def test_lesson_opens(open_app, name: str) -> None:
    app = open_app(name)
    assert not app.exception
    assert app.title[0].value == next(x.title for x in LESSONS if x.name == name)


@pytest.mark.parametrize("name", NAMES)
def test_bad_link_heals(open_app, name: str) -> None:
    """Whatever words the address holds, the lesson opens."""
    keys = sorted({key for key in _bound_keys(open_app(name))})
    for value in ("banana", "-1", "999999999", "nan", "inf", "9" * 400, ""):
        app = open_app(name, **{"stride": value} | dict.fromkeys(keys, value))
        assert not app.exception, value
        assert app.title[0].value == next(x.title for x in LESSONS if x.name == name)
        assert not app.run().exception, value  # nor when a widget holds what was healed


def _bound_keys(app) -> list[str]:
    kinds = ("slider", "selectbox", "number_input", "radio", "checkbox", "toggle", "text_input")
    return [widget.key for kind in kinds for widget in app.get(kind) if widget.key]
