"""The seven steps of the article as stages of the flow: what each does, and where it is touched."""

import numpy as np

from cnncore.chance import chance
from cnncore.inside.seven_steps import Strip
from ui.components.flow import Stage, Window
from ui.figures.pictures import fold

# name, what happens, the lesson to touch it in, what its link says
STEPS = (
    ("Pixels", "A grid of numbers enters; a colour photo is three.", "draw_digit", "Draw one"),
    ("Filters", "16 small filters slide over it: 16 feature maps.", "convolution", "Slide one"),
    ("Pooling", "Each map shrinks: the largest of each 2×2 stays.", "convolution", "Pool one"),
    ("More filters", "32 filters read all 16 maps: richer patterns.", "inside", "See them"),
    ("Repeat", "Pool again; deeper networks repeat this often.", "network", "Go deeper"),
    ("Flatten", "The last maps become one list of 1,568 numbers.", "network", "Count them"),
    ("Answer", "Ten scores, one a digit; the largest wins.", "training", "Train it"),
)
_SLIDES = Window(size=3, stride=1, start=-1)
_HALVES = Window(size=2, stride=2, start=0)


def stages(strip: Strip) -> tuple[Stage, ...]:
    """Return the seven stages of one digit's way."""
    flat, chances = strip.repooled.ravel(), strip.probabilities
    best = int(chances.argmax())
    alts = (
        "The digit as a grid of 28 by 28 grey pixels",
        "16 feature maps of 28 by 28 after the first layer",
        "The same 16 maps, halved to 14 by 14",
        "32 feature maps of 14 by 14 after the second layer",
        "The same 32 maps, halved to 7 by 7",
        f"All {flat.size:,} numbers of these maps in one list, folded into rows",
        f"Ten probabilities; the answer is {best} with {chance(chances[best])}",
    )
    looks: tuple[dict, ...] = (
        {"maps": strip.digit[None], "scale": "ink"},
        {"maps": strip.first, "window": _SLIDES},
        {"maps": strip.pooled, "window": _HALVES},
        {"maps": strip.second, "window": _SLIDES},
        {"maps": strip.repooled, "window": _HALVES},
        {"maps": fold(flat)[None]},
        {"maps": chances[None, :, None].astype(np.float32), "chances": chances},
    )
    return tuple(
        Stage(name=name, words=words, link=link, alt=alt, **look)
        for (name, words, _, link), alt, look in zip(STEPS, alts, looks, strict=True)
    )
