"""The states that home's links open: what the word of a link promises is what stands there."""

from collections.abc import Mapping

from cnncore.convolution.grids import ARTICLE_IMAGE, ARTICLE_KERNEL, KERNELS
from cnncore.networks.layers import PRESETS

State = Mapping[str, str]

_PLAIN = {
    "padding_by": "slider",
    "padding": "0",
    "stride": "1",
    "dilation": "1",
    "border": "zeros",
    "bias": "0",
    "flip": "false",
    "then": "none",
}
SLIDE = _PLAIN | {"image": ARTICLE_IMAGE, "kernel": ARTICLE_KERNEL}
# a 1 of 6 × 6: its map is 4 × 4, of which 2 × 2 windows drop nothing
POOL = SLIDE | {
    "image": "000110_001110_000110_000110_000110_000110",
    "then": "max",
    "window": "2",
    "window_stride": "2",
}
PAD = SLIDE | {"padding": "1"}
STRIDE = SLIDE | {"stride": "2"}
PAD_AND_STRIDE = PAD | STRIDE | {"padding": "1"}
EDGE = SLIDE | {"kernel": KERNELS["Sobel, vertical"]}
TURNED = SLIDE | {"kernel": "1 2_3 4", "image": "000_010_000", "flip": "true"}
DEEPER = {"layers": PRESETS["Small VGG"], "network_tab": "apart"}
COUNTED = {"layers": PRESETS["SimpleCNN"], "network_tab": "apart"}
SHARED = {"layers": PRESETS["SimpleCNN"], "network_tab": "sharing"}
SEEN = {"follow": "known", "inside": "number", "trail": "3.2.7.7"}

# the word of a step's link -> what it opens
STEPS_OPEN: Mapping[str, State] = {
    "Draw one": {"view": "heat"},
    "Slide one": SLIDE,
    "Pool one": POOL,
    "See them": SEEN,
    "Go deeper": DEEPER,
    "Count them": COUNTED,
    "Train it": {"part": "train"},
}
