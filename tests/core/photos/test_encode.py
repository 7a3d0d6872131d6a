"""What is written by PNG and WebP is read again exactly."""

import numpy as np

from cnncore import decode_photo
from cnncore.photos import encode_photo
from tests.core.photos.files import ramp


def test_png_round_trip_is_exact() -> None:
    photo = np.asarray(ramp())
    np.testing.assert_array_equal(decode_photo(encode_photo(photo)), photo)


def test_webp_round_trip_is_exact() -> None:
    photo = np.random.default_rng(0).integers(0, 256, (40, 30, 3), dtype=np.uint8)
    np.testing.assert_array_equal(decode_photo(encode_photo(photo, "WEBP")), photo)
