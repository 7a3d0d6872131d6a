"""What the tests inside a network look at: the bundled one, and the held-out digits."""

import pytest

import cnncore


@pytest.fixture(scope="package")
def model():
    return cnncore.load_pretrained()


@pytest.fixture(scope="package")
def digits():
    return cnncore.load_digits(split="held-out")
