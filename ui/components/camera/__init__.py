"""The camera: photos while a button is held, or one after another as they are answered."""

import base64
import binascii
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np

from cnncore.errors import InputError
from ui.components.mount import component
from ui.shared import session

SIDE = 224
MOST = 12  # photos of one burst
_EVERY_MS = 250  # of a burst
_LIVE_MS = 500
_BYTES = 3 * SIDE * SIDE
_MOUNT = component("camera", Path(__file__).parent)


def show_camera(
    *, key: str, live: bool, answered: int, on_photos: Callable[[list[np.ndarray]], None]
) -> None:
    """Draw the camera; `on_photos` gets squares (224, 224, 3) uint8, of a burst or of one moment.

    `live` sends one after another, each once `answered`, the number of those told so far, has
    grown. The browser sends plain pixels: there is nothing in them to be decoded.
    """

    def taken() -> None:
        if (found := session.reported(key, "photos")) is not None:
            with suppress(InputError):  # no camera of ours sends anything else
                on_photos(read_squares(found))

    data = {
        "side": SIDE,
        "most": MOST,
        "every": _LIVE_MS if live else _EVERY_MS,
        "live": live,
        "answered": answered,
    }
    _MOUNT(key=key, data=data, on_photos_change=taken)


def read_squares(found: object) -> list[np.ndarray]:
    """Return what the browser sent as squares (224, 224, 3); raise `InputError` if it is none."""
    if not isinstance(found, list) or not 0 < len(found) <= MOST:
        raise _none()
    return [_square(one) for one in found]


def _square(text: object) -> np.ndarray:
    if not isinstance(text, str) or len(text) != 4 * -(-_BYTES // 3):
        raise _none()
    try:
        pixels = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise _none() from None
    if len(pixels) != _BYTES:
        raise _none()
    return np.frombuffer(pixels, np.uint8).reshape(SIDE, SIDE, 3)


def _none() -> InputError:
    return InputError("photos of the camera", "something else", "Take them again.")
