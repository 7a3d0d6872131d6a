"""The coverage map as an HTML table: how often each input cell is used."""

import numpy as np

from ui.figures import style


def coverage_table(counts: np.ndarray, inside: tuple[int, int, int, int]) -> str:
    """Draw counts (H, W) over the padded image; `inside` is the image's row, column and size.

    Cells no window uses are hatched; padding stands in italics behind a dashed edge.
    """
    most = max(int(counts.max()), 1)
    top, left, height, width = inside
    rows = []
    for row, line in enumerate(counts.tolist()):
        cells = []
        for col, count in enumerate(line):
            padded = not (top <= row < top + height and left <= col < left + width)
            kind = " ".join(["pad"] * padded + ["lost"] * (count == 0))
            share = round(52 * count / most)
            cells.append(f'<td class="{kind}" style="--t:{share}%">{count}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    columns = counts.shape[1]
    return (
        f'<div class="coverage" style="--columns:{columns}"><table>'
        "<caption>Map cells that use each input cell (hatched: none)</caption>"
        f"{''.join(rows)}</table></div>"
    )


STYLE = f"""<style>
.coverage {{ container-type: inline-size; }}
.coverage table {{ border-collapse: collapse; font-variant-numeric: tabular-nums; }}
.coverage caption {{ text-align: left; font-size: 0.875rem; padding-bottom: 6px; }}
.coverage td {{
  --side: clamp(16px, calc((100cqw - 8px) / var(--columns)), 46px);
  width: var(--side); height: var(--side); padding: 0; text-align: center; line-height: 1;
  font-size: clamp(9px, calc(var(--side) * 0.42), 18px);
  border: 1px solid rgba(128, 128, 128, 0.45);
  background: color-mix(in srgb, {style.PATCH} var(--t), transparent);
}}
.coverage td.pad {{ font-style: italic; border-style: dashed; }}
.coverage td.lost {{ background: repeating-linear-gradient(
  135deg, transparent 0 4px, color-mix(in srgb, {style.BAD} 55%, transparent) 4px 6px); }}
@media print {{ .coverage td {{ print-color-adjust: exact; }} }}
</style>"""
