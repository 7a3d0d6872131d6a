"""What is worked out from a visitor's own things is kept for that visitor alone."""

import numpy as np
import pytest

from cnncore.photos import read_photo, sample_photo
from tests.pages.test_filter_gallery import file_of
from ui.filter_gallery import photo as gallery_photo
from ui.shared import photo_cache


@pytest.fixture
def told_scope(monkeypatch):
    """Have results of a photo come with the scope of the cache that keeps them."""

    def cache_data(*, scope: str = "global", **_bounds: object):
        return lambda function: lambda *given: (scope, function(*given))

    monkeypatch.setattr(photo_cache.st, "cache_data", cache_data)
    return photo_cache.kept(1)(lambda digest, pixels: pixels.shape)


def test_an_own_photos_results_are_kept_for_its_visitor(told_scope) -> None:
    own = read_photo(file_of(np.ones((20, 30, 3), np.uint8))[1], "Your photo", "mine.png")
    assert told_scope(own) == ("session", (20, 30, 3))


def test_a_samples_results_are_shared_by_all(told_scope) -> None:
    sample = sample_photo("rocket")
    assert told_scope(sample) == ("global", sample.pixels.shape)


def test_a_drawings_results_are_kept_for_whoever_drew_it(told_scope, monkeypatch) -> None:
    scope, _ = told_scope(gallery_photo.drawing())
    assert scope == "global"  # the example is everybody's
    monkeypatch.setattr(gallery_photo, "is_own", lambda: True)
    scope, _ = told_scope(gallery_photo.drawing())
    assert scope == "session"
