"""A photo is named by its pixels and their shape."""

import numpy as np

from cnncore.photos import Photo


def test_digest_tells_photos_apart_by_pixels_and_shape() -> None:
    one, two = np.zeros((2, 8, 3), np.uint8), np.zeros((4, 4, 3), np.uint8)
    digests = {Photo(pixels, "", "", True).digest for pixels in (one, two, one + 1)}
    assert len(digests) == 3
