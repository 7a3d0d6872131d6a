"""Pictures of things, drawn by a formula: a ball, a mug, an apple, a pear, on a ground, in a light.

Everything is drawn from random numbers of one generator, so that a seed gives the same picture
everywhere; no photograph is needed, and nothing is fetched.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cnncore.errors import InputError

SIDE = 224
_SUN = np.array([-0.45, -0.6, 0.66])  # from the left, from above, towards the viewer

Grid = np.ndarray
Shape = tuple[Grid, Grid]  # how much of a pixel is covered, 0..1; the colour (H, W, 3), 0..1


@dataclass(frozen=True)
class Scene:
    """What is drawn: a thing, the ground it lies on, and the light."""

    thing: str
    ground: str
    light: str = "day"
    size: tuple[float, float] = (0.42, 0.6)


def draw_scene(scene: Scene, seed: int) -> np.ndarray:
    """Draw a scene as a photo, (224, 224, 3) uint8; another seed, another place, size and colour.

    >>> draw_scene(Scene("ball", "grass"), 0).shape
    (224, 224, 3)
    """
    for word, known in ((scene.thing, THINGS), (scene.ground, GROUNDS), (scene.light, LIGHTS)):
        if word not in known:
            raise InputError(f"one of {', '.join(known)}", repr(word), "Choose one of these.")
    random = np.random.default_rng(seed)
    picture = GROUNDS[scene.ground](random)
    across, down = _places()
    size = random.uniform(*scene.size)
    at = random.uniform(-0.3, 0.3, 2) * (1 - size) * 2
    x, y = (across - at[0]) / size, (down - at[1]) / size
    shadow = np.clip(1.25 - np.hypot(x - 0.15, (y - 0.85) * 2.2), 0, 1)[..., None]
    picture = picture * (1 - 0.55 * shadow)
    cover, colour = THINGS[scene.thing](x, y, random)
    picture = picture * (1 - cover[..., None]) + colour * cover[..., None]
    tint = np.array(LIGHTS[scene.light]) * random.uniform(0.9, 1.1)
    noise = random.normal(0, 0.012, picture.shape)
    return np.rint(np.clip(picture * tint + noise, 0, 1) * 255).astype(np.uint8)


def _places() -> tuple[Grid, Grid]:
    """Return x and y of every pixel, -1..1, y downwards."""
    steps = (np.arange(SIDE) + 0.5) / SIDE * 2 - 1
    across, down = np.meshgrid(steps, steps)
    return across, down


def _inside(distance: Grid) -> Grid:
    """Turn a distance below 0 inside, in sizes of the thing, into cover with a soft edge."""
    return np.clip(0.5 - distance * 40, 0, 1)


def _lit(colour: np.ndarray, x: Grid, y: Grid, shine: float) -> Grid:
    """Shade a colour as on a ball of radius 1: Lambert's law, and a highlight (Phong, 1975)."""
    z = np.sqrt(np.clip(1 - x**2 - y**2, 0, 1))
    normal = np.stack([x, y, z], axis=-1)
    facing = np.clip(normal @ _SUN, 0, 1)
    mirrored = 2 * facing[..., None] * normal - _SUN
    glint = np.clip(mirrored[..., 2], 0, 1) ** 24
    return np.clip(colour * (0.3 + 0.8 * facing[..., None]) + shine * glint[..., None], 0, 1)


def _hue(random: np.random.Generator) -> np.ndarray:
    """Choose a strong colour."""
    hue = random.uniform(0, 3)
    channels = np.abs((hue + np.array([0, 2, 1])) % 3 - 1.5) - 0.5
    return 0.15 + 0.75 * np.clip(channels, 0, 1) ** 0.6


def _ball(x: Grid, y: Grid, random: np.random.Generator) -> Shape:
    colour, stripe = _hue(random), 0.92 * np.ones(3)
    turn = random.uniform(0, np.pi)
    along = x * np.cos(turn) + y * np.sin(turn)
    banded = (np.abs(along) < 0.24)[..., None]
    return _inside(np.hypot(x, y) - 0.92), _lit(np.where(banded, stripe, colour), x, y, 0.5)


def _mug(x: Grid, y: Grid, random: np.random.Generator) -> Shape:
    side = random.choice([-1, 1])
    colour = _hue(random)
    x = x * side
    body = np.maximum(np.abs(x + 0.12) - 0.62, np.abs(y - 0.05) - 0.78)
    bottom = np.hypot((x + 0.12) / 0.62, (y - 0.8) / 0.16) - 1
    top = np.hypot((x + 0.12) / 0.62, (y + 0.73) / 0.17) - 1
    handle = np.abs(np.hypot((x - 0.52) / 0.85, y) - 0.42) - 0.08
    cover = np.maximum.reduce(
        [_inside(body), _inside(bottom * 0.3), _inside(top * 0.3), _inside(handle)]
    )
    shade = 0.5 + 0.55 * np.sqrt(np.clip(1 - ((x * side + 0.3) / 1.1) ** 2, 0, 1))
    drawn = colour * shade[..., None]
    opening = _inside((np.hypot((x + 0.12) / 0.55, (y + 0.73) / 0.13) - 1) * 0.3)[..., None]
    rim = _inside(top * 0.3)[..., None]
    drawn = drawn * (1 - rim) + np.clip(colour * 1.25 + 0.1, 0, 1) * rim
    return cover, drawn * (1 - opening) + np.array([0.24, 0.13, 0.07]) * opening


def _apple(x: Grid, y: Grid, random: np.random.Generator) -> Shape:
    ripe = random.uniform(0, 1)
    colour = np.array([0.8, 0.12, 0.1]) * ripe + np.array([0.62, 0.75, 0.16]) * (1 - ripe)
    angle = np.arctan2(y, x)
    dent = 0.14 * np.exp(-(((angle + np.pi / 2) / 0.35) ** 2))
    cover = _inside(np.hypot(x, y * 1.06) - 0.82 + dent)
    return _with_stalk(cover, _lit(colour, x, y, 0.35), x, y, -0.62, random)


def _pear(x: Grid, y: Grid, random: np.random.Generator) -> Shape:
    colour = np.array([0.72, 0.74, 0.2]) + random.uniform(-0.1, 0.1, 3)
    width = 0.62 - 0.3 / (1 + np.exp((y + 0.15) * 9))
    round_ends = np.hypot(x / width, np.maximum(np.abs(y) - 0.45, 0) / 0.48) - 1
    cover = _inside(round_ends * 0.5)
    return _with_stalk(cover, _lit(colour, x / width * 0.85, y * 0.8, 0.25), x, y, -0.9, random)


def _with_stalk(
    cover: Grid, colour: Grid, x: Grid, y: Grid, top: float, random: np.random.Generator
) -> Shape:
    lean = random.uniform(-0.3, 0.3)
    away = np.maximum(np.abs(x - lean * (top - y)) - 0.035, np.abs(y - top + 0.12) - 0.2)
    stalk = _inside(away)
    brown = np.array([0.3, 0.2, 0.1])
    return np.maximum(cover, stalk), colour * (1 - stalk[..., None]) + brown * stalk[..., None]


def _grain(random: np.random.Generator, down: int, across: int) -> Grid:
    """Stretch random values over the picture, `down` × `across` of them, smoothly; -1..1."""
    values = random.uniform(-1, 1, (down + 1, across + 1))
    rows, cols = np.linspace(0, down, SIDE), np.linspace(0, across, SIDE)
    tall = np.stack([np.interp(rows, np.arange(down + 1), one) for one in values.T], axis=1)
    return np.stack([np.interp(cols, np.arange(across + 1), one) for one in tall])


def _wood(random: np.random.Generator) -> Grid:
    colour = np.array([0.55, 0.36, 0.2]) * random.uniform(0.85, 1.15)
    grain = 0.6 * _grain(random, 90, 4) + 0.4 * _grain(random, 30, 3)
    plank = SIDE // int(random.integers(3, 5))
    gap = (np.arange(SIDE) + random.integers(plank)) % plank < 2
    return colour * (1 + 0.22 * grain[..., None]) * np.where(gap, 0.45, 1.0)[:, None, None]


def _grass(random: np.random.Generator) -> Grid:
    colour = np.array([0.2, 0.48, 0.13]) * random.uniform(0.85, 1.15)
    blades = 0.6 * _grain(random, 24, 110) + 0.4 * _grain(random, 50, 200)
    return np.clip(colour * (1 + 0.6 * blades[..., None]), 0, 1)


def _cloth(random: np.random.Generator) -> Grid:
    colour = 0.5 * _hue(random) + 0.35
    across, down = _places()
    weave = np.sin(across * 70) * np.sin(down * 70)
    return np.clip(
        colour * (1 + 0.06 * weave[..., None] + 0.06 * _grain(random, 4, 4)[..., None]), 0, 1
    )


THINGS: dict[str, Callable[[Grid, Grid, np.random.Generator], Shape]] = {
    "ball": _ball,
    "mug": _mug,
    "apple": _apple,
    "pear": _pear,
}
GROUNDS: dict[str, Callable[[np.random.Generator], Grid]] = {
    "wood": _wood,
    "grass": _grass,
    "cloth": _cloth,
}
LIGHTS = {"day": (1.0, 1.0, 1.0), "night": (0.12, 0.15, 0.3)}
