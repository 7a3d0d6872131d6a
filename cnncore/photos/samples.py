"""The photos that come with the project."""

from dataclasses import dataclass

from cnncore.assets import PHOTOS
from cnncore.errors import InputError
from cnncore.photos.decode import decode_photo
from cnncore.photos.photo import Photo


@dataclass(frozen=True)
class Sample:
    """A photo that comes with the project; `name` is its file in assets/photos without suffix."""

    name: str
    title: str
    credit: str


# Source, SHA-256 and licence of each: cnncore/assets/README.md
SAMPLES = (
    Sample("chelsea", "Cat", "Chelsea, by Stéfan van der Walt, CC0"),
    Sample("coffee", "Coffee", "Pikolo Espresso Bar, by Rachel Michetti, CC0"),
    Sample("astronaut", "Astronaut", "Eileen Collins, by NASA, public domain"),
    Sample("rocket", "Rocket", "Falcon 9 with DSCOVR, by SpaceX, public domain"),
    Sample("camera", "Camera", "Cameraman, by Lav Varshney, CC0"),
    Sample("brick", "Brick", "Bricks25, by CC0 Textures, CC0"),
)


def sample_photo(name: str) -> Photo:
    """Return the bundled sample of this name. Raise `InputError` for a name not listed.

    >>> sample_photo("chelsea").pixels.shape
    (300, 451, 3)
    """
    for sample in SAMPLES:
        if sample.name == name:
            pixels = decode_photo((PHOTOS / f"{name}.png").read_bytes())
            return Photo(pixels, sample.title, sample.credit, private=False)
    names = ", ".join(sample.name for sample in SAMPLES)
    raise InputError(f"a sample of {names}", repr(name), "Choose one of these.")
