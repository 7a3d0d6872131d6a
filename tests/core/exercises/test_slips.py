"""Slips: each name stands for one of them."""

import ast
import inspect

from cnncore.exercises import slips
from cnncore.exercises.exercise import Mistake


def test_no_slip_hides_another_of_its_name() -> None:
    names = [
        target.id
        for line in ast.parse(inspect.getsource(slips)).body
        if isinstance(line, ast.Assign)
        for target in line.targets
        if isinstance(target, ast.Name)
    ]
    assert sorted(names) == sorted(set(names))


def test_every_slip_has_a_short_name_and_a_sentence_for_its_cure() -> None:
    known = [slip for slip in vars(slips).values() if isinstance(slip, Mistake)]
    assert known
    for slip in known:
        assert slip.name[-1].isalnum()
        assert slip.sentence[-1] == "."
