"""Links from when an option's label stood in the address open what they opened, in keys now.

`old_links.txt` is frozen: in pairs of lines an old link, and the keys that it stands for.
"""

from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from tests.pages.test_address import TABS

LINES = Path(__file__).with_name("old_links.txt").read_text().splitlines()
LINKS = list(zip(LINES[::2], LINES[1::2], strict=True))


def held(app, parameter: str) -> object:
    """Return what a choice, a tab or a number holds, as an address has it."""
    value = app.session_state[parameter]
    if parameter in TABS:
        return next(key for key, label in TABS[parameter].items() if label == value)
    return value[0] if isinstance(value, list) else str(value)


@pytest.mark.parametrize(("old", "keys"), LINKS)
def test_old_link_opens_what_it_opened(open_app, old: str, keys: str) -> None:
    lesson, _, words = old.partition("?")
    app = open_app(lesson, **dict(parse_qsl(words)))
    assert not app.exception
    for parameter, key in parse_qsl(keys.strip()):
        if parameter in app.session_state:  # a network that is not here shows no stages
            assert held(app, parameter) == key
        assert app.query_params.get(parameter, key) == key
