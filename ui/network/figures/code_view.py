"""Code beside what each of its lines does; pointing at one lights up the other and the picture."""

from html import escape

from cnncore.networks.code import CodeLine
from cnncore.networks.ledger import Ledger
from ui.figures import style
from ui.network.figures.network_blocks import blocks

_LIT = f"{style.KERNEL}44"
_CSS = """
.cv{display:grid;grid-template-columns:minmax(0,1.9fr) minmax(0,1fr);gap:1.2rem;font-size:.8rem}
@media(max-width:900px){.cv{grid-template-columns:minmax(0,1fr)}}
.cv pre{margin:0;align-self:start;padding:.6rem 0;overflow-x:auto;border-radius:.4rem;
background:color-mix(in srgb,currentColor 6%,transparent)}
.cv pre code{display:block;width:max-content;min-width:100%;padding:0;background:none;
font-size:.72rem;line-height:1.55;color:inherit;white-space:pre}
.cv .line{display:block;padding:0 .7rem}
.cv .line i{font-style:normal;opacity:.72}
.cv .no{display:inline-block;width:2.2em;opacity:.72;user-select:none}
.cv table{border-collapse:collapse;width:100%;line-height:1.4}
.cv th{text-align:left;font-weight:600;border-bottom:1px solid currentColor}
.cv td,.cv th{padding:.16rem .5rem .16rem 0;vertical-align:top}
.cv td:first-child{font-variant-numeric:tabular-nums;opacity:.8;white-space:nowrap}
.cv .side{max-height:46rem;overflow-y:auto}
"""


def code_view(lines: tuple[CodeLine, ...], book: Ledger) -> str:
    """Return the code and its table for `st.html`; line numbers start at 1."""
    code = "".join(_line(number, line) for number, line in enumerate(lines, start=1))
    rows = "".join(
        f'<tr data-l="{number}" tabindex="0"><td>{number}</td><td>{_words(line)}</td></tr>'
        for number, line in enumerate(lines, start=1)
        if line.meaning
    )
    return (
        f"<style>{_CSS}{_links(lines, book)}</style><div class='cv'>"
        '<pre tabindex="0" role="region" aria-label="The network as code">'
        f"<code>{code}</code></pre>"
        '<div class="side" tabindex="0" role="region" aria-label="What each line does"><table>'
        '<thead><tr><th scope="col">line</th><th scope="col">what it does</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></div>"
    )


def _line(number: int, line: CodeLine) -> str:
    comment = f"  <i># {escape(line.comment)}</i>" if line.comment else ""
    return (
        f'<span class="line" data-l="{number}"><span class="no">{number}</span>'
        f"{escape(line.text)}{comment}</span>"
    )


def _words(line: CodeLine) -> str:
    parts = escape(line.meaning).split("`")
    return "".join(f"<code>{p}</code>" if place % 2 else p for place, p in enumerate(parts))


def _links(lines: tuple[CodeLine, ...], book: Ledger) -> str:
    block_of = {
        number: place for place, block in enumerate(blocks(book)) for number in block.numbers
    }
    rules = []
    for number, line in enumerate(lines, start=1):
        ours = f'.cv [data-l="{number}"]'
        theirs = sorted({block_of[layer] for layer in line.layers})
        boxes = ",".join(f'.net li[data-block="{place}"]' for place in theirs)
        pointed = f":root:has({ours}:is(:hover,:focus))"
        rules.append(f"{pointed} {ours}{{background:{_LIT}}}")
        if boxes:
            rules.append(f"{pointed} :is({boxes}){{background:{_LIT}}}")
            rules.append(f":root:has(:is({boxes}):hover) {ours}{{background:{_LIT}}}")
    return "".join(rules)
