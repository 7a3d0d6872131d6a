"""What is said about filters: each sentence from the record it stands beside."""

from collections.abc import Sequence

import numpy as np

from cnncore.chance import chance
from cnncore.filters.chain import Chain
from cnncore.filters.opened import Opened
from cnncore.filters.resemblance import Resemblance

CLOSE = 0.8
_ROUNDING = 1e-6


def sum_sentence(kernel: np.ndarray) -> str:
    """Say a kernel's size, what it adds up to, and what that does to an even area.

    >>> sum_sentence(np.array([[-1, 0, 1]]))
    '1 × 3, adds up to 0: an even area gives 0, so only differences are left'
    """
    total = round(float(kernel.sum()), 6) + 0.0
    size, told = f"{len(kernel)} × {len(kernel[0])}", f"{total:.3g}".replace("-", "−")
    effect = "gives the sum times its brightness"
    if total == 0 and kernel.any():
        effect = "gives 0, so only differences are left"
    elif total == 0:
        effect = "gives 0, and so does every other"
    elif total == 1:
        effect = "keeps its brightness"
    return f"{size}, adds up to {told}: an even area {effect}"


def spread_sentence(opened: Opened) -> str:
    """Say from where to where the responses go, and how many no pixel can hold."""
    ends = " to ".join(f"{end:.4g}".replace("-", "−") for end in (opened.least, opened.most))
    share = chance(opened.outside)
    rest = f"{share} fall outside 0 to 255 (grey bars) and need a rule"
    if opened.outside == 0:
        rest = "none falls outside 0 to 255"
    elif opened.outside == 1:
        rest = "all fall outside 0 to 255 and need a rule"
    return f"Responses from {ends}; {rest}."


def chain_sentence(chain: Chain, *, between: bool) -> str:
    """Say how far the steps and the one kernel differ, inside and at the border, and why."""
    parts = [] if chain.inside is None else [f"inside **{_difference(chain.inside)}**"]
    where = "everywhere, for the border is all there is here"
    if chain.inside is not None:
        where = f"in the {chain.margin} pixels along the border"
    parts.append(f"{where} **{_difference(chain.at_border)}**")
    return f"Difference: {'; '.join(parts)}. {_reason(chain, between)}"


def _difference(value: float) -> str:
    if value < _ROUNDING:
        return "none but rounding"
    return f"up to {value:,.0f}" if value >= 1000 else f"up to {value:.3g}"


def _reason(chain: Chain, between: bool) -> str:
    inside = chain.inside or 0.0
    reasons = []
    if chain.at_border >= _ROUNDING:
        reasons.append("At the border each step invents its own surroundings.")
    if between and inside >= _ROUNDING:
        reasons.append(
            "Rounding and cutting between the steps bends the sum: no single kernel does the "
            "same. A network puts such a bend, its ReLU, between its layers on purpose."
        )
    elif between and chain.inside is not None:
        reasons.append("Here there was nothing to round or cut: one kernel still does the same.")
    elif chain.inside is not None:
        reasons.append(
            "Without a bend between them, layers of convolutions are only one larger convolution."
        )
    return " ".join(reasons)


def learned_sentence(likes: Sequence[Resemblance]) -> str:
    """Say how many of a layer's filters are close to one made by hand, and which is closest."""
    close = sum(round(like.cosine, 2) >= CLOSE for like in likes)
    best = max(likes, key=lambda like: like.cosine)
    count = {0: "none of them has", 1: "1 of them has"}.get(close, f"{close} of them have")
    return (
        f"This one’s first layer ended with {len(likes)} filters; {count} a cosine of {CLOSE} or "
        f"more with a hand-made one. The closest is *{best.name}*, cosine {best.cosine:.2f}."
    )
