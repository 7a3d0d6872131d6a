"""The seven steps as small pictures: one real digit on its way to an answer."""

import numpy as np

from cnncore.chance import chance
from cnncore.inside.seven_steps import Strip
from ui.figures import style
from ui.figures.pictures import fold, mosaic, pixels

WIDTH = 150


def step_pictures(strip: Strip) -> tuple[str, ...]:
    """Return the seven pictures as HTML, all of the same width, in the order of the steps."""
    answer = int(strip.probabilities.argmax())
    flat = strip.repooled.ravel()
    return (
        pixels(strip.digit, alt="The digit as a grid of 28 by 28 grey pixels", width=WIDTH),
        _maps(strip.first, "16 feature maps of 28 by 28 after the first layer"),
        _maps(strip.pooled, "The same 16 maps, halved to 14 by 14"),
        _maps(strip.second, "32 feature maps of 14 by 14 after the second layer"),
        _maps(strip.repooled, "The same 32 maps, halved to 7 by 7"),
        pixels(
            fold(flat),
            alt=f"All {flat.size:,} numbers of these maps in one list, folded into rows",
            width=WIDTH,
            scale=style.ACTIVATION,
            high=float(flat.max()),
        ),
        _answer(strip, answer),
    )


def _maps(maps: np.ndarray, alt: str) -> str:
    most = float(maps.max())
    return pixels(mosaic(maps), alt=alt, width=WIDTH, scale=style.ACTIVATION, high=most)


def _answer(strip: Strip, answer: int) -> str:
    rows = "".join(
        f'<div class="row{" won" if digit == answer else ""}"><span>{digit}</span>'
        f'<i style="width:{100 * float(part):.1f}%"></i></div>'
        for digit, part in enumerate(strip.probabilities)
    )
    alt = f"Ten probabilities; the answer is {answer} with {chance(strip.probabilities[answer])}"
    return f'<div class="answer" role="img" aria-label="{alt}">{rows}</div>'
