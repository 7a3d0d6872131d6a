"""The ledger as an HTML table: a line a layer, numbers aligned, sums at the foot."""

from cnncore.networks.ledger import Ledger, Line
from ui.figures import style
from ui.network.figures.network_blocks import shape_text, words_for

CSS = f"""
.ledger-wrap{{overflow-x:auto}}
.ledger{{border-collapse:collapse;width:100%;font-size:.86rem;font-variant-numeric:tabular-nums}}
.ledger th{{text-align:left;font-weight:600;border-bottom:1px solid currentColor}}
.ledger td,.ledger th{{padding:.22rem .7rem .22rem 0;white-space:nowrap}}
.ledger .n{{text-align:right}}
.ledger tfoot td{{border-top:1px solid currentColor;font-weight:600}}
.ledger .soft{{opacity:.75}}
.ledger .bad td{{color:{style.BAD};font-weight:600}}
"""
_HEAD = (
    ("no.", ""),
    ("layer", ""),
    ("output", ""),
    ("how the size comes", ""),
    ("how the count comes", ""),
    ("parameters", "n"),
    ("multiply-adds", "n"),
    ("memory", "n"),
    ("sees", "n"),
)


def ledger_table(book: Ledger) -> str:
    """Return the table for `st.html`, in a box of its own that scrolls sideways on a phone."""
    head = "".join(f'<th scope="col" class="{kind}">{text}</th>' for text, kind in _HEAD)
    rows = "".join(_row(book, entry) for entry in book.entries)
    foot = (
        f'<td></td><td colspan="4">together</td><td class="n">{book.parameters:,}</td>'
        f'<td class="n">{book.multiply_adds:,}</td><td class="n">{kilobytes(book.memory)}</td>'
        "<td></td>"
    )
    return (
        f'<style>{CSS}</style><div class="ledger-wrap" tabindex="0" role="region" '
        f'aria-label="Ledger of the network"><table class="ledger"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody><tfoot><tr>{foot}</tr></tfoot></table></div>"
    )


def kilobytes(size: int) -> str:
    """Write bytes as kB or MB.

    >>> kilobytes(50176), kilobytes(39_388_160)
    ('50.2 kB', '39.4 MB')
    """
    return f"{size / 1000:,.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"


def _row(book: Ledger, entry: Line) -> str:
    bad = book.problem is not None and entry.number == book.problem.number
    if entry.given is None:
        text = "does not fit" if bad else "not reached"
        mark = ' class="bad"' if bad else ' class="soft"'
        cells = f'<td colspan="7">{text}</td>'
        return f"<tr{mark}><td>{entry.number + 1}</td><td>{words_for(entry.layer)}</td>{cells}</tr>"
    side = book.input_shape[-1]
    sees = (
        "all"
        if entry.receptive_field >= side
        else f"{entry.receptive_field}×" + str(entry.receptive_field)
    )
    return (
        f'<tr><td class="soft">{entry.number + 1}</td><td>{words_for(entry.layer)}</td>'
        f"<td>{shape_text(entry.given)}</td><td>{entry.size_formula}</td><td>{entry.formula}</td>"
        f'<td class="n">{_number(entry.parameters)}</td>'
        f'<td class="n">{_number(entry.multiply_adds)}</td>'
        f'<td class="n">{kilobytes(entry.memory)}</td><td class="n">{sees}</td></tr>'
    )


def _number(value: int) -> str:
    return f"{value:,}" if value else "–"
