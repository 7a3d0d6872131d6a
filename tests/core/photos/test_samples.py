"""The bundled photos are what their list of sources says."""

import hashlib
import re
from pathlib import Path

import pytest

import cnncore
from cnncore import InputError
from cnncore.photos import SAMPLES, sample_photo

ASSETS = Path(cnncore.__file__).parent / "assets"


@pytest.mark.parametrize("name", [sample.name for sample in SAMPLES])
def test_sample_is_what_the_list_of_sources_says(name: str) -> None:
    readme = (ASSETS / "README.md").read_text()
    listed = re.search(rf"\| {name}\.png .*`([0-9a-f]{{64}})`", readme)[1]
    data = (ASSETS / "photos" / f"{name}.png").read_bytes()
    assert hashlib.sha256(data).hexdigest() == listed
    assert max(sample_photo(name).pixels.shape) <= 512


def test_unknown_sample_is_told() -> None:
    with pytest.raises(InputError, match="chelsea"):
        sample_photo("lena")
