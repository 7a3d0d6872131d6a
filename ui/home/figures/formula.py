"""The article's grid as HTML: patch blue, filter yellow, map green, the sum written out."""

from collections.abc import Callable

import numpy as np

from cnncore.convolution.operation import ConvStep
from ui.figures import style
from ui.figures.numbers import short

_CSS = f"""
.grids{{display:flex;flex-wrap:wrap;gap:1.2rem;align-items:flex-end}}
.sum{{margin:1rem 0 0;font-size:1.05rem;font-variant-numeric:tabular-nums}}
.grids figure{{margin:0}}
.grids figcaption{{font-size:.85rem;margin-top:.25rem}}
.grids table{{border-collapse:collapse;font-variant-numeric:tabular-nums}}
.grids td{{width:2.1rem;height:2.1rem;text-align:center;border:1px solid {style.NEUTRAL}88}}
.grids .patch{{background:{style.PATCH}55;border:2px solid {style.PATCH}}}
.grids .kernel{{background:{style.KERNEL}55;border:2px solid {style.KERNEL}}}
.grids .map{{background:{style.MAP}33}}
.grids .now{{background:{style.MAP}99;border:2px solid {style.MAP};font-weight:700}}
"""


def formula_grids(
    image: np.ndarray, kernel: np.ndarray, feature_map: np.ndarray, step: ConvStep
) -> str:
    """Return image, kernel and map as tables, the step's patch and cell marked, its sum."""
    side = kernel.shape[0]
    rows, cols = range(step.row, step.row + side), range(step.col, step.col + side)
    tables = (
        _table(image, lambda r, c: "patch" if r in rows and c in cols else "", "I, the image"),
        _table(kernel, lambda *_: "kernel", "K, the filter"),
        _table(
            feature_map,
            lambda r, c: "now" if (r, c) == (step.row, step.col) else "map",
            "S, the feature map",
        ),
    )
    grids = f'<style>{_CSS}</style><div class="grids">{"".join(tables)}</div>'
    return grids + written_sum(step, kernel)


def written_sum(step: ConvStep, kernel: np.ndarray) -> str:
    """Write the step's sum in HTML, every product with its two numbers; it may wrap.

    >>> from cnncore.convolution.operation import convolution_steps
    >>> eye = np.eye(2)
    >>> written_sum(next(convolution_steps(eye, eye)), eye)
    '<p class="sum">S(0, 0) = 1·1 + 0·0 + 0·0 + 1·1 = <b>2</b></p>'
    """
    pairs = zip(step.patch.ravel(), kernel.ravel(), strict=True)
    products = " + ".join(f"{short(pixel, 6)}·{short(weight, 6)}" for pixel, weight in pairs)
    total = f"<b>{short(step.total, 6)}</b>"
    return f'<p class="sum">S({step.row}, {step.col}) = {products} = {total}</p>'


def _table(values: np.ndarray, kind_of: Callable[[int, int], str], caption: str) -> str:
    rows = []
    for r, row in enumerate(values):
        cells = (f'<td class="{kind_of(r, c)}">{short(v, 6)}</td>' for c, v in enumerate(row))
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<figure><table>{''.join(rows)}</table><figcaption>{caption}</figcaption></figure>"
