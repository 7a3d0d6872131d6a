"""A digit in an address comes back as it went, and any other word is refused."""

import numpy as np
import pytest

import cnncore
from cnncore.digits.address_text import read_digit, write_digit


def test_a_digit_survives_its_word() -> None:
    digit = cnncore.load_digits(split="held-out").images[2] / np.float32(255)
    word = write_digit(digit)
    assert len(word) < 600
    np.testing.assert_array_equal(read_digit(word), digit)


@pytest.mark.parametrize("word", ["", "banana", "!!", write_digit(np.ones((28, 28)))[:-3], "é"])
def test_another_word_is_refused(word: str) -> None:
    with pytest.raises(cnncore.InputError):
        read_digit(word)
