"""The filters of the gallery by name: family, settings, what each finds and who described it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from cnncore.errors import InputError
from cnncore.filters import kernels as make

FAMILIES = ("Unchanged", "Blur", "Sharpen", "Edges", "Second derivative", "Relief", "Gabor bank")
Kernels = tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Knob:
    """A setting that means something for a filter: its range, its start, its step, its unit."""

    least: float
    most: float
    start: float
    step: float
    unit: str = ""


@dataclass(frozen=True)
class NamedFilter:
    """One filter of the gallery.

    `make(**settings)` returns one kernel, or two whose responses join as √(x² + y²). `knobs`
    names the settings: strength, size, angle. `signed` tells that responses fall on both sides
    of zero, so that showing them needs a value rule. `gain` is how much brighter the wall shows
    it, so that weak and strong filters can be seen side by side.
    """

    name: str
    title: str
    family: str
    finds: str
    source: str
    make: Callable[..., Kernels]
    knobs: dict[str, Knob] = field(default_factory=dict)
    signed: bool = False
    gain: float = 1.0

    def kernels(self, **settings: float) -> Kernels:
        """Return the kernels at these settings; others at their start, all kept in range."""
        chosen = {}
        for name, knob in self.knobs.items():
            chosen[name] = min(max(settings.get(name, knob.start), knob.least), knob.most)
        return self.make(**chosen)


def filter_named(name: str) -> NamedFilter:
    """Return the filter of this name. Raise `InputError` for a name that is not listed.

    >>> filter_named("sobel-x").kernels()[0].astype(int).tolist()
    [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    """
    for listed in FILTERS:
        if listed.name == name:
            return listed
    names = ", ".join(listed.name for listed in FILTERS)
    raise InputError(f"a filter of {names}", repr(name), "Choose one of these.")


def _scaled(*kernels: np.ndarray) -> Callable[..., Kernels]:
    return lambda strength=1.0: tuple(strength * kernel for kernel in kernels)


def _one(build: Callable[..., np.ndarray]) -> Callable[..., Kernels]:
    return lambda **settings: (build(**settings),)


def _strength(start: float = 1.0) -> dict[str, Knob]:
    return {"strength": Knob(0.25, 4.0, start, 0.25, "×")}


def _size(start: int, least: int = 3, most: int = 21) -> dict[str, Knob]:
    return {"size": Knob(least, most, start, 2, "pixels")}


def _angle(start: int, most: int = 180) -> dict[str, Knob]:
    return {"angle": Knob(0, most, start, 15, "°")}


def _edge_pair(
    name: str, title: str, kernel: np.ndarray, other: np.ndarray, **words: str
) -> tuple[NamedFilter, ...]:
    """Return the three of a family: across, down, and both joined."""
    source, use = words["source"], words["use"]
    one, two = words["ways"].split("/")
    gain = {"scharr": 0.25, "roberts": 3.0}.get(name, 1.0)
    return (
        *(
            NamedFilter(
                f"{name}-{axis}",
                f"{title}, {way}",
                "Edges",
                f"Finds brightness that rises {way}. {use}",
                source,
                _scaled(k),
                _strength(),
                signed=True,
                gain=gain,
            )
            for axis, way, k in (("x", one, kernel), ("y", two, other))
        ),
        NamedFilter(
            name,
            f"{title}, both",
            "Edges",
            f"Finds edges of every direction: √(x² + y²). {use}",
            source,
            _scaled(kernel, other),
            _strength(),
            gain=gain,
        ),
    )


def _gabor(name: str, title: str, size: int, angle: int) -> NamedFilter:
    return NamedFilter(
        name,
        title,
        "Gabor bank",
        f"Answers to stripes about {size // 2} pixels wide of one direction. "
        "Texture and fingerprint recognition; cells of the visual cortex answer alike.",
        "Daugman 1985",
        _one(make.gabor),
        _size(size, 7, 25) | _angle(angle),
        signed=True,
    )


_GONZALEZ = "Gonzalez & Woods, section 3.6"
_AXES = "left to right/top to bottom"
_DIAGONALS = "towards ↖/towards ↗"

FILTERS = (
    NamedFilter(
        "identity", "Identity", "Unchanged",
        "Changes nothing: one in the middle, zero around. The start of every kernel.",
        "by definition", _scaled(make.IDENTITY), _strength(),
    ),
    NamedFilter(
        "box", "Box blur", "Blur",
        "Averages a square. The quickest way to lose noise, with blocky traces.",
        _GONZALEZ, _one(make.box), _size(7),
    ),
    NamedFilter(
        "gaussian", "Gaussian blur", "Blur",
        "Averages, near pixels weighing more. The first step of most detectors.",
        _GONZALEZ, _one(make.gaussian), _size(9),
    ),
    NamedFilter(
        "motion", "Motion blur", "Blur",
        "Averages along a line, as a moving camera does. Used to simulate and to undo shake.",
        "Gonzalez & Woods, section 5.6", _one(make.motion), _size(13) | _angle(0),
    ),
    NamedFilter(
        "sharpen", "Sharpen", "Sharpen",
        "Adds the fine detail once more. In every camera, after the noise is taken out.",
        _GONZALEZ, _one(make.sharpen), _strength(),
    ),
    NamedFilter(
        "unsharp", "Unsharp mask", "Sharpen",
        "Adds what a blur takes away: wider detail than Sharpen. A darkroom trick, now in print.",
        _GONZALEZ, _one(make.unsharp), _strength(1.5) | _size(7),
    ),
    *_edge_pair(
        "sobel", "Sobel", make.SOBEL, make.SOBEL.T, ways=_AXES, source="Sobel & Feldman 1968",
        use="The usual first step of edge detection, Canny's too.",
    ),
    *_edge_pair(
        "scharr", "Scharr", make.SCHARR, make.SCHARR.T, ways=_AXES, source="Scharr 2000",
        use="Truer to an edge's angle than Sobel: optical flow, stereo.",
    ),
    *_edge_pair(
        "prewitt", "Prewitt", make.PREWITT, make.PREWITT.T, ways=_AXES, source="Prewitt 1970",
        use="All three rows weigh alike: simpler than Sobel, a little noisier.",
    ),
    *_edge_pair(
        "roberts", "Roberts", make.ROBERTS, make.ROBERTS[:, ::-1], ways=_DIAGONALS,
        source="Roberts 1963", use="The oldest and smallest, two by two: quick, but sees noise.",
    ),
    NamedFilter(
        "laplacian", "Laplacian", "Second derivative",
        "Finds points and thin lines, whatever their direction. Tells sharp photos from blurred.",
        _GONZALEZ, _scaled(make.LAPLACIAN), _strength(), signed=True, gain=2.0,
    ),
    NamedFilter(
        "log", "Laplacian of Gaussian", "Second derivative",
        "Finds blobs of one size and ignores finer noise. Cell counting, SIFT keypoints.",
        "Marr & Hildreth 1980", _one(make.laplacian_of_gaussian), _size(11, 7, 25), signed=True,
    ),
    NamedFilter(
        "outline", "Outline", "Second derivative",
        "Compares a pixel with all eight neighbours: every contour at once.",
        _GONZALEZ, _scaled(make.OUTLINE), _strength(), signed=True,
    ),
    NamedFilter(
        "emboss", "Emboss", "Relief",
        "Lights the photo from one side, like a coin. Shows how flat a surface is.",
        _GONZALEZ, _one(make.emboss), _strength() | _angle(135, 345),
    ),
    _gabor("gabor-0", "Gabor, upright stripes", 11, 0),
    _gabor("gabor-45", "Gabor, falling stripes", 11, 45),
    _gabor("gabor-90", "Gabor, level stripes", 11, 90),
    _gabor("gabor-135", "Gabor, rising stripes", 11, 135),
    _gabor("gabor-fine", "Gabor, fine upright", 7, 0),
    _gabor("gabor-coarse", "Gabor, coarse upright", 23, 0),
)  # fmt: skip
