"""What a link to the convolution lesson may hold, and a sentence for what it may not."""

import math
from collections.abc import Mapping

from cnncore.convolution.operation import BORDERS
from cnncore.convolution.worked import STAGES
from ui.shared.old_links import key_of

WHOLE = {
    "stride": range(1, 5),
    "padding": range(5),
    "dilation": range(1, 4),
    "window": range(1, 5),
    "window_stride": range(1, 5),
}
_WORDS = {
    "border": tuple(BORDERS),
    "padding_by": ("slider", "valid", "same"),
    "then": STAGES,
    "flip": ("true", "false"),
}
MOST_BIAS = 99


def refusals(linked: Mapping[str, str]) -> list[str]:
    """Say for every setting of a link that cannot be taken what it takes; it keeps its default.

    >>> refusals({"stride": "banana", "padding": "2", "room": "x"})
    ['The link’s stride takes 1 to 4; it got “banana”.']
    """
    told = []
    for key, text in linked.items():
        takes = _takes(key)
        if takes and not _accepted(key, text):
            told.append(f"The link’s {key} takes {takes}; it got “{text[:20]}”.")
    return told


def _takes(key: str) -> str:
    if key in WHOLE:
        return f"{WHOLE[key].start} to {WHOLE[key].stop - 1}"
    if key == "bias":
        return f"a number from −{MOST_BIAS} to {MOST_BIAS}"
    return ", ".join(_WORDS.get(key, ()))


def _accepted(key: str, text: str) -> bool:
    if key in _WORDS:
        return key_of(key, text) in _WORDS[key]
    try:
        number = float(text)
    except ValueError:
        return False
    if key in WHOLE:
        return number in WHOLE[key]
    return math.isfinite(number) and abs(number) <= MOST_BIAS
