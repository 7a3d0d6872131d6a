"""Slips: each name stands for one of them."""

import ast
import inspect

from cnncore.exercises import slips


def test_no_slip_hides_another_of_its_name() -> None:
    names = [
        target.id
        for line in ast.parse(inspect.getsource(slips)).body
        if isinstance(line, ast.Assign)
        for target in line.targets
        if isinstance(target, ast.Name)
    ]
    assert sorted(names) == sorted(set(names))
