"""A small grid of numbers as a plain, aligned HTML table."""

import numpy as np

from ui.figures.numbers import short

_STYLE = """<style>
.numbers { overflow-x: auto; }
.numbers table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.numbers td { border: 1px solid rgba(128, 128, 128, 0.45); padding: 2px 7px; text-align: right; }
.numbers td { font-size: 0.9rem; line-height: 1.5; min-width: 1.6em; }
</style>"""


def number_table(values: np.ndarray, name: str) -> str:
    """Write the numbers (H, W) with four digits each; `name` is read out before them."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{short(value)}</td>' for value in row)}</tr>"
        for row in values.tolist()
    )
    return f'{_STYLE}<div class="numbers"><table aria-label="{name}">{rows}</table></div>'
