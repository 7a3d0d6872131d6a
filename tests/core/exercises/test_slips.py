"""Every known slip says what happened."""

from cnncore.exercises import Mistake, slips


def test_a_mistake_says_what_happened() -> None:
    told = [value for value in vars(slips).values() if isinstance(value, Mistake)]
    assert len(set(told)) == len(told) >= 35
    assert all(one.sentence.endswith(".") for one in told)
