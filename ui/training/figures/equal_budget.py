"""Three networks on three kinds of digits: nine accuracies as a table that reads as a chart."""

from collections.abc import Sequence

from cnncore.training import Result
from ui.figures import style

_CSS = """<style>
.budget{border-collapse:separate;border-spacing:6px;font-variant-numeric:tabular-nums;
max-width:760px;width:100%}
.budget th{font-weight:600;text-align:left;padding:4px 8px;font-size:.95rem}
.budget td{padding:12px 10px;border-radius:6px;font-size:1.3rem;text-align:center}
</style>"""


def accuracy_table(results: Sequence[Result]) -> str:
    """Return the table: networks down, kinds of digits across, deeper green for more right."""
    kinds = list(dict.fromkeys(result.kind for result in results))
    networks = list(dict.fromkeys(result.network for result in results))
    at = {(result.network, result.kind): result.accuracy for result in results}
    head = "".join(f'<th scope="col">{kind}</th>' for kind in kinds)
    rows = []
    for network in networks:
        values = [at[network, kind] for kind in kinds]
        tds = "".join(f'<td style="background:{_shade(v)}">{v:.1%}</td>' for v in values)
        rows.append(f'<tr><th scope="row">{network}</th>{tds}</tr>')
    return f'{_CSS}<table class="budget"><tr><td></td>{head}</tr>{"".join(rows)}</table>'


def _shade(accuracy: float) -> str:
    share = min(max((accuracy - 0.75) / 0.25, 0.05), 1.0)
    return f"{style.MAP}{round(share * 140):02x}"
