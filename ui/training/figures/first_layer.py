"""The first layer as it learns: each filter above its map, in HTML that changes in place."""

import numpy as np

from ui.figures import style
from ui.figures.pictures import pixels

_CSS = """<style>
.first-layer{display:grid;grid-template-columns:repeat(16,1fr);gap:8px;max-width:1180px}
.first-layer.half{grid-template-columns:repeat(8,1fr)}
.first-layer figure{margin:0;display:grid;gap:4px}
@media (max-width:1000px){.first-layer{grid-template-columns:repeat(8,1fr)}}
</style>"""


def first_layer(kernels: np.ndarray, maps: np.ndarray, *, half: bool = False) -> str:
    """Return filters (N, h, w) above their maps (N, H, W), each set on one scale about zero.

    Sixteen stand in a row; `half` sets eight, for half a page.
    """
    most = float(np.abs(kernels).max()) or 1.0
    bright = float(maps.max()) or 1.0
    cells = []
    for number, (kernel, feature_map) in enumerate(zip(kernels, maps, strict=True), 1):
        top = pixels(
            kernel,
            alt=f"Filter {number}, strongest weight {np.abs(kernel).max():.2f}",
            width=64,
            scale=style.WEIGHTS,
            low=-most,
            high=most,
        )
        below = pixels(
            feature_map,
            alt=f"What filter {number} finds in the digit",
            width=64,
            scale=style.ACTIVATION,
            low=0.0,
            high=bright,
        )
        cells.append(f"<figure>{top}{below}</figure>")
    row = "first-layer half" if half else "first-layer"
    return f'{_CSS}<div class="{row}">{"".join(cells)}</div>'
