"""What a browser sends as the camera's photos: plain pixels of one size, or a sentence."""

import base64

import numpy as np
import pytest

from cnncore.errors import InputError
from ui.components.camera import MOST, SIDE, read_squares


def sent(pixels: np.ndarray) -> str:
    return base64.b64encode(pixels.tobytes()).decode()


def test_pixels_come_as_they_were_sent() -> None:
    photos = np.random.default_rng(0).integers(0, 256, (3, SIDE, SIDE, 3), np.uint8)
    np.testing.assert_array_equal(read_squares([sent(one) for one in photos]), photos)


GOOD = sent(np.zeros((SIDE, SIDE, 3), np.uint8))


@pytest.mark.parametrize(
    "found",
    [
        None,
        "photo",
        {},
        [],
        (MOST + 1) * [GOOD],
        [None],
        [GOOD[:-4]],
        [GOOD + "AAAA"],
        ["*" * len(GOOD)],
        [GOOD[:-1] + "\n"],
        [GOOD[:-2] + "=="],
        [GOOD, 7],
        ["é" + GOOD[1:]],
    ],
    ids=range(13),
)
def test_anything_else_is_refused(found: object) -> None:
    with pytest.raises(InputError, match="Take them again"):
        read_squares(found)
