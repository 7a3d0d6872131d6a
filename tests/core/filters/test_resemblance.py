"""Which hand-made filter a learned one resembles."""

import numpy as np
import pytest

from cnncore import InputError
from cnncore.filters.resemblance import HAND_MADE, most_alike


@pytest.mark.parametrize("name", HAND_MADE)
def test_a_hand_made_filter_resembles_itself_at_any_strength(name: str) -> None:
    for strength in (0.01, 7.0):
        like = most_alike(strength * HAND_MADE[name])
        assert like.cosine == pytest.approx(1)
        np.testing.assert_allclose(like.kernel, HAND_MADE[name])


def test_the_sign_is_found() -> None:
    like = most_alike(-HAND_MADE["Prewitt ↓"])
    assert like.name == "− Prewitt ↓"
    np.testing.assert_array_equal(like.kernel, -HAND_MADE["Prewitt ↓"])


def test_cosine_is_the_angle_between_the_nine_numbers() -> None:
    rng = np.random.default_rng(2)
    for _ in range(20):
        kernel = rng.normal(size=(3, 3))
        like = most_alike(kernel)
        one, two = kernel.ravel(), like.kernel.ravel()
        assert like.cosine == pytest.approx(one @ two / np.sqrt((one @ one) * (two @ two)))
        assert 0 < like.cosine <= 1


def test_zeros_resemble_nothing() -> None:
    assert most_alike(np.zeros((3, 3))).cosine == 0


@pytest.mark.parametrize("wrong", [np.ones((5, 5)), np.full((3, 3), np.nan)])
def test_wrong_kernel_is_told(wrong: np.ndarray) -> None:
    with pytest.raises(InputError, match="3 × 3"):
        most_alike(wrong)
