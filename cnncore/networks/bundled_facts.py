"""What is known of the bundled network, read from its sidecar; needs no torch."""

import json
from dataclasses import dataclass

from cnncore.assets import WEIGHTS_FACTS

_HELD_OUT, _TRAIN = 1_500, 8_500
_PIXELS = 28 * 28


@dataclass(frozen=True)
class Bundled:
    """The bundled network's size and its measured accuracy, and the digits it learned from."""

    parameters: int
    held_out: int
    wrong: int
    weight_bytes: int
    digit_bytes: int


def bundled() -> Bundled:
    """Read the sidecar; a digit counts one byte a pixel, a parameter four.

    >>> bundled().parameters, bundled().weight_bytes, bundled().digit_bytes
    (20490, 81960, 6664000)
    """
    facts = json.loads(WEIGHTS_FACTS.read_text())
    wrong = round((1 - facts["held_out_accuracy"]) * _HELD_OUT)
    parameters = facts["parameters"]
    return Bundled(parameters, _HELD_OUT, wrong, 4 * parameters, _TRAIN * _PIXELS)
