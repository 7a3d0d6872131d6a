"""A network drawn to scale as HTML: maps as stacks of sheets, lists as folded columns."""

import base64
from dataclasses import dataclass, field

from cnncore.networks.layers import Layer
from cnncore.networks.ledger import Ledger, Line
from cnncore.networks.shapes import Shape, has_window, window_of
from ui.figures import style

PIXEL = 2.5  # screen pixels a cell of a map
SHEET = 0.9  # screen pixels to the right and up for one more channel
_FOLD = 28  # a list is folded into rows of this many numbers
_MOST_ROWS = 60  # a longer list is cut and marked
_MOST_SHEETS = 64
_BACK, _EDGE = "#8fd0b3", "#146b43"  # the map green, lighter for sheets behind
_QUIET = ("relu", "bn", "drop")
_WORDS = {
    "conv": "conv {kernel}×{kernel}",
    "local": "untied {kernel}×{kernel}",
    "max": "max pool {size}×{size}",
    "avg": "mean pool {size}×{size}",
    "relu": "ReLU",
    "bn": "batch norm",
    "drop": "dropout {percent} %",
    "linear": "linear",
    "gap": "global mean",
}

CSS = f"""
.net{{display:flex;flex-wrap:wrap;align-items:flex-end;align-content:flex-end;gap:.4rem .5rem;
min-height:15rem;list-style:none;margin:0!important;padding:0!important;font-size:.8rem;line-height:1.35}}
.net li{{margin:0!important;padding:.3rem;border-radius:.4rem;border:1px solid transparent;
min-width:4.6rem}}
.net img{{display:block;margin:-16px -16px -8px;max-width:none}}
.net .words{{min-height:5.6em}}
.net b,.net span{{display:block;font-variant-numeric:tabular-nums}}
.net .soft{{opacity:.75}}
.net .bad{{border:1.5px dashed {style.BAD}}}
"""


@dataclass
class Block:
    """One drawing: the shape it shows, its words, and the numbers of its layers."""

    shape: Shape | None
    words: list[str]
    numbers: list[int] = field(default_factory=list)
    parameters: int = 0
    bad: bool = False


def words_for(layer: Layer) -> str:
    """Name a layer in plain words, such as "conv 3×3"."""
    return _WORDS.get(layer.kind, layer.kind).format(**dict(layer.settings))


def blocks(book: Ledger) -> list[Block]:
    """Gather layers into drawings; what keeps the shape joins the block before it."""
    drawn = [Block(book.input_shape, ["input"])]
    for entry in book.entries:
        bad = book.problem is not None and entry.number == book.problem.number
        if entry.layer.kind in _QUIET and not bad and entry.given is not None:
            drawn[-1].words.append(words_for(entry.layer))
        else:
            drawn.append(Block(entry.given, [words_for(entry.layer)], bad=bad))
        drawn[-1].numbers.append(entry.number)
        drawn[-1].parameters += entry.parameters
    return drawn


def network_blocks(book: Ledger) -> str:
    """Return the drawing as a list for `st.html`; every block's text is real text.

    The yellow square on a block is the kernel of the next layer, the blue one the window of the
    next pool, both to the same scale as the map.
    """
    drawn = blocks(book)
    items = []
    for place, block in enumerate(drawn):
        after = _layer_after(book, block)
        items.append(_item(place, block, after))
    return f'<style>{CSS}</style><ol class="net">{"".join(items)}</ol>'


def shape_text(shape: Shape | None) -> str:
    """Say a shape in words.

    >>> shape_text((16, 28, 28)), shape_text((1, 5, 7)), shape_text((1568,))
    ('16 maps of 28×28', '1 map of 5×7', '1,568 numbers')
    >>> shape_text((1,))
    '1 number'
    """
    if not shape:
        return "not reached"
    if len(shape) == 1:
        return f"{shape[0]:,} number{'' if shape[0] == 1 else 's'}"
    maps = "1 map" if shape[0] == 1 else f"{shape[0]} maps"
    return f"{maps} of {'×'.join(map(str, shape[1:]))}"


def _layer_after(book: Ledger, block: Block) -> Line | None:
    number = block.numbers[-1] + 1 if block.numbers else 0
    return book.entries[number] if number < len(book.entries) else None


def _item(place: int, block: Block, after: Line | None) -> str:
    # with the input also counting its quiet layers, `place` names the block in lists beside it
    words = f"<b>{block.words[0]}</b>"
    words += "".join(f'<span class="soft">+ {word}</span>' for word in block.words[1:])
    parameters = f"{block.parameters:,} parameters" if block.parameters else "&nbsp;"
    shape = "does not fit" if block.bad else shape_text(block.shape)
    mark = ' class="bad"' if block.bad else ""
    picture = _picture(block.shape, after) if block.shape else ""
    return (
        f'<li{mark} data-block="{place}">{picture}<div class="words">{words}<span>{shape}</span>'
        f'<span class="soft">{parameters}</span></div></li>'
    )


def _picture(shape: Shape, after: Line | None) -> str:
    return _list_picture(shape[0]) if len(shape) == 1 else _maps_picture(shape, after)


def _list_picture(length: int) -> str:
    columns = 1 if length <= _FOLD else _FOLD
    full, rest = divmod(length, columns)
    rows = min(full, _MOST_ROWS)
    width, height = columns * PIXEL, rows * PIXEL
    body = f'<rect x="0" y="0" width="{width}" height="{height}" fill="{style.NEUTRAL}"/>'
    if rest and full < _MOST_ROWS:
        body += (
            f'<rect x="0" y="{height}" width="{rest * PIXEL}" height="{PIXEL}" '
            f'fill="{style.NEUTRAL}"/>'
        )
    if full > _MOST_ROWS:
        body += f'<text x="0" y="-4" font-size="11" fill="{style.NEUTRAL}">⋮</text>'
    return _svg(width, height + PIXEL, body)


def _maps_picture(shape: Shape, after: Line | None) -> str:
    channels, height, width = shape[0], shape[1] * PIXEL, shape[2] * PIXEL
    sheets = min(channels, _MOST_SHEETS)
    depth = SHEET * (sheets - 1)
    back = "".join(
        f'<rect x="{SHEET * step:.1f}" y="{depth - SHEET * step:.1f}" width="{width}" '
        f'height="{height}" fill="{style.MAP if step == 0 else _BACK}" '
        f'stroke="{_EDGE}" stroke-width=".4"/>'
        for step in range(sheets - 1, -1, -1)
    )
    if sheets == 1:
        back = (
            f'<rect x="0" y="0" width="{width}" height="{height}" fill="{style.NEUTRAL}" '
            f'fill-opacity=".55" stroke="{style.NEUTRAL}"/>'
        )
    window = _window_picture(after, depth) if after and has_window(after.layer) else ""
    return _svg(width + depth, height + depth, back + window)


def _window_picture(after: Line, depth: float) -> str:
    side, padding = window_of(after.layer)
    pool = after.layer.kind in ("max", "avg")
    colour, fill = (style.PATCH, "#ffffff") if pool else (style.KERNEL, style.KERNEL)
    place = -padding * PIXEL
    return (
        f'<rect x="{place}" y="{depth + place:.1f}" width="{side * PIXEL}" '
        f'height="{side * PIXEL}" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>'
    )


def _svg(width: float, height: float, body: str) -> str:
    """Wrap the drawing as an image: the sanitiser of `st.html` keeps images, not inline SVG."""
    margin = 16  # room for a window that reaches into the padding
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-margin} {-margin} '
        f'{width + 2 * margin:.1f} {height + 2 * margin:.1f}">{body}</svg>'
    )
    data = base64.b64encode(svg.encode()).decode()
    return (
        f'<img alt="" width="{width + 2 * margin:.0f}" height="{height + 2 * margin:.0f}" '
        f'src="data:image/svg+xml;base64,{data}">'
    )
