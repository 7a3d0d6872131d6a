"""Grids of numbers on their colours: kernels, maps, errors and gradients, aligned and readable."""

import numpy as np

from ui.figures import style
from ui.figures.numbers import fixed
from ui.figures.pictures import coloured

_CSS = """<style>
.grids{display:flex;flex-wrap:wrap;gap:18px 26px;align-items:flex-start}
.grids figure{margin:0}.grids figcaption{font-size:.9rem;margin-bottom:4px;font-weight:600}
.grids table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.82rem}
.grids td{min-width:2.7rem;height:1.9rem;padding:0 4px;text-align:center;color:#1c2430;
border:1px solid rgba(138,148,163,.5)}.grids td.on{outline:3px solid #2f81f7;outline-offset:-3px}
</style>"""


def grid(
    values: np.ndarray, name: str, *, scale: list[list], most: float, on: tuple | None = None
) -> str:
    """Return one grid (H, W) with its name, coloured about zero; `on` is a marked cell."""
    colours = 255 - (255 - coloured(values, scale, -most, most).astype(int)) * 6 // 10
    rows = []
    for r, row in enumerate(values):
        cells = []
        for c, value in enumerate(row):
            red, green, blue = colours[r, c]
            mark = ' class="on"' if on == (r, c) else ""
            cells.append(
                f'<td{mark} style="background:rgb({red},{green},{blue})">{fixed(value, 2)}</td>'
            )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    table = f'<table aria-label="{name}">{"".join(rows)}</table>'
    return f"<figure><figcaption>{name}</figcaption>{table}</figure>"


def weights_grid(values: np.ndarray, name: str, on: tuple | None = None, most: float = 0.0) -> str:
    """Return a grid on the scale of weights, to `most` or, without it, to the largest of them."""
    most = most or float(np.abs(values).max()) or 1.0
    return grid(values, name, scale=style.WEIGHTS, most=most, on=on)


def signed_grid(values: np.ndarray, name: str, most: float) -> str:
    """Return a grid on the scale of signed maps."""
    return grid(values, name, scale=style.SIGNED, most=most or 1.0)


def side_by_side(*grids: str) -> str:
    """Return grids in a row that wraps."""
    return f'{_CSS}<div class="grids">{"".join(grids)}</div>'
