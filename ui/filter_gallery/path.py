"""The path through the filter gallery: six questions on what small kernels make of a photo."""

import numpy as np

from cnncore.exercises import Exercise, Mistake, slips
from cnncore.exercises.exercise import slips_of
from cnncore.filters import (
    chain_filters,
    compose,
    filter_named,
    filter_response,
    render,
)
from ui.shared.path_steps import Path, Step

_BOX = 3  # the blur's side
_EVEN, _BRIGHT, _DARK = 120, 150, 100
_SPECK, _AROUND = 180, 90


def _kernel(name: str, **settings: float) -> np.ndarray:
    return filter_named(name).kernels(**settings)[0]


def _middle(patch: np.ndarray, kernel: np.ndarray) -> float:
    """Return what a kernel answers in the middle of a patch of its own size."""
    return round(float(filter_response(patch, kernel)[tuple(np.array(patch.shape) // 2)]), 9)


def _spot(middle: float, around: float, side: int = 3) -> np.ndarray:
    patch = np.full((side, side), float(around))
    patch[side // 2, side // 2] = middle
    return patch


def _minus(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _blur() -> Exercise:
    patch = _spot(_SPECK, _AROUND, _BOX)
    answer = _middle(patch, _kernel("box", size=_BOX))
    return Exercise(
        "blur", 1, 1,
        f"A box blur of {_BOX} × {_BOX} gives each of nine pixels the weight 1/9. Eight of them "
        f"are {_AROUND}, the one in the middle is {_SPECK}. **Which number takes the "
        "middle’s place?**",
        answer,
        f"(8·{_AROUND} + {_SPECK}) / 9 = {answer:g}.",
        slips_of(answer, {
            slips.NOT_SHARED: float(patch.sum()), slips.MIDDLE: float(_SPECK),
        }),
    )  # fmt: skip


def _even() -> Exercise:
    kernel = _kernel("sharpen")
    answer = _middle(_spot(_EVEN, _EVEN), kernel)
    plus = float(kernel[kernel > 0].sum())
    return Exercise(
        "even", 1, 1,
        f"Sharpen weighs the pixel by {plus:g} and its four neighbours by "
        f"{_minus(kernel.min())} each. Where all pixels are {_EVEN}, **which number comes out?**",
        answer,
        f"{plus:g}·{_EVEN} − 4·{_EVEN} = {answer:g}: the weights add up to {kernel.sum():g}.",
        slips_of(answer, {slips.ONLY_PLUS: plus * _EVEN, slips.EDGE_KERNEL: 0.0}),
    )  # fmt: skip


def _cut() -> Exercise:
    kernel, patch = _kernel("sharpen"), _spot(_BRIGHT, _DARK)
    response = _middle(patch, kernel)
    answer = float(render(np.array([response]), "clip")[0])
    return Exercise(
        "cut", 1, 1,
        f"Now the pixel is {_BRIGHT} and its four neighbours are {_DARK}. Sharpen’s weights are "
        f"the same: {kernel.max():g} and four times {_minus(kernel.min())}. "
        "**How bright is the pixel that is shown**, of 0 to 255?",
        answer,
        f"{kernel.max():g}·{_BRIGHT} − 4·{_DARK} = {response:g}, and what is above 255 is shown "
        f"as {answer:g}.",
        slips_of(answer, {slips.NOT_CUT: response, slips.PIXEL_ITSELF: float(_BRIGHT)}),
    )  # fmt: skip


_EDGES = ("Upright edges", "Level edges", "Both alike")


def _edge() -> Exercise:
    kernel = _kernel("sobel-x")
    upright = np.repeat([[0.0, 0, 0, 9, 9, 9]], 6, axis=0)
    found = [float(np.abs(filter_response(image, kernel)).max()) for image in (upright, upright.T)]
    answer = 0 if found[0] > found[1] else 1 if found[1] > found[0] else 2
    return Exercise(
        "edge", 1, 1,
        "Sobel, left to right, subtracts what lies on the left of a pixel from what lies on its "
        "right. Here it meets your drawing, or ours. **Which edges light up?**",
        answer,
        "Left and right differ across an upright edge; along a level one they are the same.",
        {1: slips.ALONG, 2: slips.BOTH_WAYS},
    )  # fmt: skip


_CHAINED = ("sharpen", "laplacian")


def _chain() -> Exercise:
    first, second = map(_kernel, _CHAINED)
    answer = len(compose(first, second))
    return Exercise(
        "chain", 1, 1,
        f"Two filters in a row, each a kernel of {len(first)} × {len(first)}, can be joined into "
        "one kernel that does the same. **How many rows has it?**",
        answer,
        f"{len(first)} + {len(second)} − 1 = {answer}: the second reaches one row further on each "
        "side.",
        slips_of(answer, [
            (slips.SAME_SIDE, len(first)),
            (slips.ADDED, len(first) + len(second)),
            (slips.TIMES, len(first) * len(second)),
        ]),
    )  # fmt: skip


_ONE = ("No", "Yes")


def _bend() -> Exercise:
    photo = render(np.random.default_rng(0).normal(128, 60, (32, 32)))
    chain = chain_filters(photo, list(map(_kernel, _CHAINED)), between=True)
    answer = int((chain.inside or 0) < 1e-6)
    wrong: dict[float | tuple[float, ...], Mistake] = {1 - answer: slips.STILL_ONE}
    return Exercise(
        "bend", 1, 1,
        "Now the picture between the two is rounded and cut at 0 and 255. **Is there still one "
        "kernel that does what both do?**",
        answer,
        "Cutting is no sum of pixels: the two pictures differ now.",
        wrong,
    )  # fmt: skip


_COVERS = ("after", "opened")

PATH = Path(
    "filter_gallery",
    (
        Step(
            "blur", "What does a blur do to one pixel?", _blur,
            "A blur takes a mean of neighbours: what differs from them fades.",
            "lens", inputs={"box-size": _BOX}, options={"filter": "box"}, covers=_COVERS,
        ),
        Step(
            "even", "What does Sharpen do where nothing changes?", _even,
            "Weights that add up to 1 leave an even area as bright as it was.",
            "lens", options={"filter": "sharpen"}, covers=_COVERS,
        ),
        Step(
            "cut", "And where something changes?", _cut,
            "Sharpen drives a pixel away from its neighbours; a picture shows only 0 to 255 of it.",
            "lens", options={"filter": "sharpen"}, covers=_COVERS,
        ),
        Step(
            "edge", "Which edges does a Sobel kernel find?", _edge,
            "An edge kernel finds edges of one direction: those it crosses.",
            "lens", choices=_EDGES, options={"filter": "sobel-x", "photo": "drawing"},
            covers=_COVERS,
        ),
        Step(
            "chain", "What are two filters in a row?", _chain,
            "Two convolutions in a row are one convolution with a larger kernel.",
            "chained", options={"gallery": "chain"}, covers=("chained",),
        ),
        Step(
            "bend", "And with a bend in between?", _bend,
            "A bend between layers is why many layers can do more than one: ReLU cuts at 0.",
            "chained", choices=_ONE, inputs={"chain-cut": True}, options={"gallery": "chain"},
            covers=("chained",),
        ),
    ),
    inputs={"box-size": 7, "sharpen-strength": 1.0, "sobel-x-strength": 1.0, "chain-cut": False},
    options={
        "gallery": "filter", "filter": "sobel-x", "sharpen-values": "clip",
        "chain-1": _CHAINED[0], "chain-2": _CHAINED[1], "chain-3": "none",
    },
)  # fmt: skip
