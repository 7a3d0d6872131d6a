"""A refusal that comes from a process of its own says what it said there."""

import pickle

from cnncore.errors import InputError


def test_a_refusal_is_the_same_on_the_other_side_of_a_process() -> None:
    here = InputError("a kernel that fits", "kernel 7, image 5", "Choose a smaller one.")
    there = pickle.loads(pickle.dumps(here))
    assert str(there) == str(here)
    assert (there.expected, there.got, there.todo) == (here.expected, here.got, here.todo)
