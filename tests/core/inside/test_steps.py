"""A network's steps are torch's own, and a trail through them comes back as it went."""

import numpy as np
import pytest
from torch import nn

import cnncore
from cnncore.inside.steps import Stop, layers_of, read_trail, steps_of, write_trail


def test_last_step_is_what_the_network_says(network, digit) -> None:
    scores = steps_of(network, digit)[-1].value
    np.testing.assert_allclose(scores, cnncore.predict(network, digit).logits, atol=1e-5)


def test_simple_cnn_has_the_seven_steps_of_the_article(digit) -> None:
    steps = steps_of(cnncore.load_pretrained(), digit)
    assert [step.value.shape for step in steps] == [
        (1, 28, 28),
        (16, 28, 28),
        (16, 14, 14),
        (32, 14, 14),
        (32, 7, 7),
        (1568,),
        (10,),
    ]
    assert [step.parameters for step in steps] == [0, 160, 0, 4640, 0, 0, 15690]


def test_a_network_that_is_no_sequence_is_refused() -> None:
    with pytest.raises(cnncore.InputError, match="follow one another"):
        layers_of(nn.Linear(2, 2))


def test_a_trail_comes_back_as_it_went(digit) -> None:
    steps = steps_of(cnncore.load_pretrained(), digit)
    stops = [Stop(6, (9, 0, 0)), Stop(5, (1500, 0, 0)), Stop(4, (30, 4, 2)), Stop(0, (0, 27, 27))]
    assert read_trail(write_trail(stops), steps) == stops


@pytest.mark.parametrize(
    "text", ["7.0.0.0", "6.10.0.0", "3.0.14.0", "1.-1.0.0", "banana", "1.2.3", "6.1e9.0.0", "²"]
)
def test_an_address_out_of_range_is_refused(text: str, digit) -> None:
    with pytest.raises(cnncore.InputError):
        read_trail(text, steps_of(cnncore.load_pretrained(), digit))
