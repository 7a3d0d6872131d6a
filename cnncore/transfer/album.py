"""The album of one visitor: classes with a name and a colour, and the photos that show them."""

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from PIL import Image

from cnncore.errors import InputError
from cnncore.imagenet.classifiers import Classifier
from cnncore.pieces import Pieces
from cnncore.transfer.features import look, middle_square

LEAST_CLASSES, MOST_CLASSES = 2, 6
LEAST_PHOTOS, MOST_PHOTOS = 3, 200  # of a class to learn from it, and in all
MOST_LETTERS = 24
COLOURS = ("#2f81f7", "#d9582b", "#1f9d63", "#8250c4", "#d69e00", "#c2378f")
_PACKED = 3  # of 9: half the time of the usual, hardly larger


@dataclass(frozen=True)
class Kind:
    """A class: what its photos show, and the colour it has everywhere."""

    name: str
    colour: str


@dataclass(frozen=True)
class Shot:
    """A photo in an album: its square as a PNG, its 1,280 numbers, the place of its class.

    `outline` is its difference hash, (64,) bool: which of two neighbours on a grid of 9 × 8 is
    brighter (Krawetz, "Kind of like that", 2013). Photos of one `burst` ("" for none) were taken
    one right after another. `digest` names the square.
    """

    png: bytes = field(repr=False)
    numbers: np.ndarray = field(repr=False, compare=False)
    outline: np.ndarray = field(repr=False, compare=False)
    label: int
    burst: str = ""
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", hashlib.sha256(self.png).hexdigest()[:16])

    @property
    def square(self) -> np.ndarray:
        """What the network is given: (224, 224, 3) uint8."""
        with Image.open(io.BytesIO(self.png), formats=("PNG",)) as image:
            return np.asarray(image)


@dataclass(frozen=True)
class Album:
    """Classes and photos. `shots` stand in the order in which they came."""

    kinds: tuple[Kind, ...] = ()
    shots: tuple[Shot, ...] = ()

    @property
    def labels(self) -> np.ndarray:
        """The class of every photo, (N,) int64."""
        return np.array([shot.label for shot in self.shots], np.int64)

    @property
    def numbers(self) -> np.ndarray:
        """What the frozen network says of every photo, (N, 1280) float32."""
        if not self.shots:
            return np.zeros((0, 0), np.float32)
        return np.stack([shot.numbers for shot in self.shots])

    @property
    def counts(self) -> tuple[int, ...]:
        """How many photos each class has."""
        return tuple(np.bincount(self.labels, minlength=len(self.kinds)).tolist())


def take_shot(network: Classifier, photo: np.ndarray, label: int, burst: str = "") -> Shot:
    """Cut a photo (H, W, 3) uint8 to its middle square and ask the network what it sees there."""
    return take_shots(network, [photo], label, burst)[0]


def take_shots(
    network: Classifier, photos: list[np.ndarray], label: int, burst: str = ""
) -> list[Shot]:
    """Take several photos of one class at once, as `take_shot` does."""
    squares = np.stack([middle_square(photo) for photo in photos])
    numbers = look(network, squares).numbers
    return [
        Shot(_packed(square), one, _outline(square), label, burst)
        for one, square in zip(numbers, squares, strict=True)
    ]


def take_in_turn(
    network: Classifier, photos: Iterable[tuple[np.ndarray, int]], count: int
) -> Pieces[tuple[Shot, ...]]:
    """Take `count` photos, each with its label, a photo a piece; each is drawn in its turn."""
    shots: list[Shot] = []
    for photo, label in photos:
        shots.append(take_shot(network, photo, label))
        yield len(shots) / count
    return tuple(shots)


def name_kind(name: str) -> str:
    """Return a class's name as it is kept: single spaces, at most 24 letters, or `InputError`.

    >>> name_kind("  my   cup ")
    'my cup'
    """
    words = " ".join(name.split())
    if not words or not words.isprintable() or len(words) > MOST_LETTERS:
        got = repr(words[:MOST_LETTERS] + "…" if len(words) > MOST_LETTERS else words)
        raise InputError(f"a name of 1 to {MOST_LETTERS} letters", got, "Name what is seen.")
    return words


def add_kind(album: Album, name: str) -> Album:
    """Add a class. Raise `InputError` for a name that is taken, and for a seventh class."""
    name = name_kind(name)
    if len(album.kinds) >= MOST_CLASSES:
        raise InputError(f"at most {MOST_CLASSES} classes", "one more", "Delete one first.")
    _require_new(album, name)
    taken = {kind.colour for kind in album.kinds}
    colour = next(one for one in COLOURS if one not in taken)
    return replace(album, kinds=(*album.kinds, Kind(name, colour)))


def rename_kind(album: Album, place: int, name: str) -> Album:
    """Give the class at `place` another name."""
    name, kinds = name_kind(name), list(album.kinds)
    if kinds[place].name.casefold() != name.casefold():
        _require_new(album, name)
    kinds[place] = replace(kinds[place], name=name)
    return replace(album, kinds=tuple(kinds))


def drop_kind(album: Album, place: int) -> Album:
    """Delete the class at `place` and its photos."""
    kinds = album.kinds[:place] + album.kinds[place + 1 :]
    left = (shot for shot in album.shots if shot.label != place)
    shots = tuple(
        replace(shot, label=shot.label - 1) if shot.label > place else shot for shot in left
    )
    return Album(kinds, shots)


def add_shots(album: Album, shots: list[Shot]) -> tuple[Album, list[InputError]]:
    """Add what fits; say of each photo that does not why: the same again, too many."""
    problems = []
    known = {shot.digest: shot.label for shot in album.shots}
    fresh: list[Shot] = []
    for shot in shots:
        if len(album.shots) + len(fresh) >= MOST_PHOTOS:
            more = len(shots) - shots.index(shot)
            problems.append(
                InputError(f"at most {MOST_PHOTOS} photos in all", f"{more} more", "Delete some.")
            )
            break
        if shot.digest in known:
            where = album.kinds[known[shot.digest]].name
            problems.append(
                InputError(
                    "different photos", f"one that is in {where} already", "It stays there, once."
                )
            )
            continue
        known[shot.digest] = shot.label
        fresh.append(shot)
    return replace(album, shots=album.shots + tuple(fresh)), problems


def drop_shots(album: Album, digests: set[str]) -> Album:
    """Delete the photos of these digests."""
    return replace(album, shots=tuple(one for one in album.shots if one.digest not in digests))


def move_shots(album: Album, digests: set[str], place: int) -> Album:
    """Move the photos of these digests to the class at `place`."""
    shots = (replace(shot, label=place) if shot.digest in digests else shot for shot in album.shots)
    return replace(album, shots=tuple(shots))


def require_trainable(album: Album) -> None:
    """Raise `InputError` that says what is missing: classes, or photos of a class."""
    if len(album.kinds) < LEAST_CLASSES:
        raise InputError(
            f"{LEAST_CLASSES} classes to tell apart",
            f"{len(album.kinds)}",
            "Add another: with one there is nothing to tell apart.",
        )
    for kind, count in zip(album.kinds, album.counts, strict=True):
        if count < LEAST_PHOTOS:
            raise InputError(
                f"{LEAST_PHOTOS} photos of each class",
                f"{count} of {kind.name}",
                f"Give {kind.name} {LEAST_PHOTOS - count} more.",
            )


def _packed(square: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(square).save(file, "PNG", compress_level=_PACKED)
    return file.getvalue()


def _outline(square: np.ndarray) -> np.ndarray:
    grey = Image.fromarray(square).convert("L").resize((9, 8), Image.Resampling.BOX)
    values = np.asarray(grey, np.int16)
    return (values[:, 1:] > values[:, :-1]).ravel()


def _require_new(album: Album, name: str) -> None:
    if name.casefold() in {kind.name.casefold() for kind in album.kinds}:
        raise InputError("another name", f"{name}, which is taken", "Choose one of its own.")
