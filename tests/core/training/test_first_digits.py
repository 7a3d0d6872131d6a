"""Few digits: a run learns from the first of them only, and its script says so."""

import numpy as np

from cnncore.digits.dataset import first_of, load_digits
from cnncore.runs import run_script
from cnncore.training import Settings, command


def test_the_first_digits_are_those_taken() -> None:
    known = load_digits()
    few = first_of(known, 300)
    assert len(few) == 300
    np.testing.assert_array_equal(few.images, known.images[:300])
    assert first_of(known, 0) is known


def test_the_script_and_the_command_take_as_few() -> None:
    settings = Settings(first_digits=300, augmentation="none")
    script = run_script(settings)
    compile(script, "run", "exec")
    assert "images, labels = images[:300], labels[:300]" in script
    assert "[:300]" not in run_script(Settings(augmentation="none"))
    assert "--first-digits 300" in command(settings)
