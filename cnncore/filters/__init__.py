"""Named filters over whole photos: their kernels, the exact response, and how it is shown.

One filter, a chain of them, or the whole wall at once; kernels are read from and written as text.
"""

from cnncore.lazy import lazy

_HOMES = {
    "archive": "wall_archive wall_modes",
    "catalogue": "FAMILIES FILTERS Knob NamedFilter filter_named",
    "chain": "Chain chain_filters",
    "kernel_text": "CHANGES LARGEST format_kernel parse_kernel resized_kernel",
    "opened": "Opened open_filter",
    "resemblance": "HAND_MADE Resemblance most_alike",
    "response": "MODES apply_filter compose filter_response magnitude normalise render to_grey",
    "snippet": "pytorch_snippet",
    "wall": "filter_wall",
}
__getattr__, __dir__, __all__ = lazy(__name__, _HOMES)
