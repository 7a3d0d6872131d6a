"""The scripts that are shown run as they stand."""

import pytest

from cnncore.inside.snippets import ANSWER, NUMBER


@pytest.mark.parametrize("script", [ANSWER, NUMBER], ids=["answer", "number"])
def test_the_scripts_shown_run(script: str, capsys) -> None:
    exec(script, {})
    assert capsys.readouterr().out
