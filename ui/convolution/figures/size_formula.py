"""The size formula as marked-up text: a symbol, its number and its argument share one mark."""

from cnncore.convolution.size import AxisSize
from cnncore.convolution.worked import Setup

# mark -> what is lit with it outside: the keys of the controls
CONTROLS = {
    "i": ("image_rows", "image_columns"),
    "k": ("kernel_rows", "kernel_columns"),
    "p": ("padding", "padding_by"),
    "s": ("stride",),
    "d": ("dilation",),
    "c": ("channels",),
}
_BASE = """
.bridge { font-size: 1.125rem; line-height: 2; font-variant-numeric: tabular-nums; }
.bridge .formula { overflow-x: auto; white-space: nowrap; padding: 2px 0; }
.bridge .first { display: flex; flex-wrap: wrap; gap: 8px 48px; align-items: center; }
.bridge p { font-size: 1rem; line-height: 1.6; max-width: 26rem; margin: 0; }
.bridge .wide { margin: 12px 0; }
.bridge small { opacity: 0.8; }
.bridge table { border-collapse: collapse; font-size: 1rem; line-height: 1.5; }
.bridge .wide { overflow-x: auto; }
.bridge th, .bridge td { text-align: left; padding: 4px 18px 4px 6px; white-space: nowrap; }
.bridge th { font-weight: 600; font-size: 0.875rem; }
.bridge tr + tr { border-top: 1px solid rgba(128, 128, 128, 0.3); }
.bridge code { font-size: 0.95em; }
.bridge .layer { line-height: 1.9; padding: 2px 0; }
.bridge .m { border-radius: 4px; padding: 1px 3px; cursor: default; }
.bridge .frac { display: inline-flex; flex-direction: column; vertical-align: middle; }
.bridge .frac { text-align: center; line-height: 1.6; }
.bridge .frac > :first-child { border-bottom: 1.5px solid currentColor; padding: 0 4px; }
.bridge .result { font-weight: 700; }
"""


_IN_WORDS = ("Symbol", "Setting", "Today")
_IN_CODE = ("Symbol", "Argument of nn.Conv2d", "Tensor axis")


def bridge_style(colour: str) -> str:
    """Write the style sheet that lights a mark's every place while one of them is looked at."""
    rules = [_BASE]
    for mark, keys in CONTROLS.items():
        looked = [f".m-{mark}:hover", f".m-{mark}:focus"] + [f".st-key-{key}:hover" for key in keys]
        lit = [f".m-{mark}", *(f".st-key-{key}" for key in keys)]
        when = f"body:has({', '.join(looked)})"
        rules.append(
            f"{', '.join(f'{when} {one}' for one in lit)} "
            f"{{ background: color-mix(in srgb, {colour} 28%, transparent); border-radius: 4px; }}"
        )
    return f"<style>{''.join(rules)}</style>"


def _mark(mark: str, text: object, stop: bool = False) -> str:
    reached = ' tabindex="0"' if stop else ""  # by the keyboard: one stop a symbol is enough
    return f'<span class="m m-{mark}"{reached}>{text}</span>'


def _formula(size: str, padding: str, dilation: str, kernel: str, stride: str) -> str:
    upper = (
        f"{_mark('i', size)} + {_mark('p', padding)} − "
        f"{_mark('d', dilation)}·({_mark('k', kernel)} − 1) − 1"
    )
    return f'⌊<span class="frac"><span>{upper}</span><span>{_mark("s", stride)}</span></span>⌋ + 1'


def explained(setup: Setup, rows: AxisSize, cols: AxisSize, floor: str) -> str:
    """Write the explanation: formula, what the floor drops, where each symbol is set."""
    return (
        f'<div class="bridge"><div class="first">{formula(rows, cols)}<p>{floor}</p></div>'
        f"{bridge(setup, rows, cols)}<small>Point at a symbol, a number or a setting: everything "
        "that means it lights up.</small></div>"
    )


def in_code(setup: Setup, rows: AxisSize, cols: AxisSize) -> str:
    """Write the same for a reader who programs: every argument and axis, and the layer."""
    return (
        f'<div class="bridge">{bridge(setup, rows, cols, code=True)}{layer(setup, rows, cols)}'
        "</div>"
    )


def formula(rows: AxisSize, cols: AxisSize) -> str:
    """Write the formula with its symbols, then with today's numbers for rows and columns."""
    lines = [f"H<sub>out</sub> = {_formula('H', '2·P', 'D', 'K', 'S')}"]
    for name, axis in (("Rows", rows), ("Columns", cols)):
        even = axis.before == axis.after
        padding = f"2·{axis.before}" if even else f"({axis.before} + {axis.after})"
        numbers = _formula(
            str(axis.size), padding, str(axis.dilation), str(axis.kernel), str(axis.stride)
        )
        lines.append(f'{name}: {numbers} = <span class="result">{axis.result}</span>')
    body = "".join(f'<div class="formula">{line}</div>' for line in lines)
    return f"<div>{body}</div>"


def bridge(setup: Setup, rows: AxisSize, cols: AxisSize, *, code: bool = False) -> str:
    """Write the table that leads from symbol to setting, or with `code` to argument and axis."""
    channels = len(setup.image)
    padding = f"'{setup.padding}'" if isinstance(setup.padding, str) else setup.padding
    kernel = str(rows.kernel) if rows.kernel == cols.kernel else f"({rows.kernel}, {cols.kernel})"
    table = (
        ("c", "C", "channels of the image", channels, f"in_channels={channels}", "C of N, C, H, W"),
        ("i", "H, W", "rows and columns of the image", f"{rows.size}, {cols.size}", "", "H and W"),
        ("k", "K", "rows and columns of the kernel", kernel, f"kernel_size={kernel}", ""),
        ("s", "S", "stride", setup.stride, f"stride={setup.stride}", ""),
        ("p", "P", "padding on each side", setup.padding, f"padding={padding}", ""),
        ("d", "D", "dilation", setup.dilation, f"dilation={setup.dilation}", ""),
    )
    head = "".join(f"<th>{name}</th>" for name in (_IN_CODE if code else _IN_WORDS))
    body = "".join(
        f"<tr><td>{_mark(mark, symbol, stop=True)}</td>"
        + (
            f"<td><code>{_mark(mark, argument) if argument else ''}</code></td>"
            f"<td>{_mark(mark, axis) if axis else ''}</td></tr>"
            if code
            else f"<td>{_mark(mark, words)}</td><td>{_mark(mark, today)}</td></tr>"
        )
        for mark, symbol, words, today, argument, axis in table
    )
    return f'<div class="wide"><table><tr>{head}</tr>{body}</table></div>'


def layer(setup: Setup, rows: AxisSize, cols: AxisSize) -> str:
    """Write the layer as PyTorch code and the shapes that go in and come out, marks included."""
    channels = len(setup.image)
    kernel = rows.kernel if rows.kernel == cols.kernel else f"({rows.kernel}, {cols.kernel})"
    padding = f"'{setup.padding}'" if isinstance(setup.padding, str) else setup.padding
    arguments = [
        _mark("c", f"in_channels={channels}"),
        "out_channels=1",
        _mark("k", f"kernel_size={kernel}"),
        _mark("s", f"stride={setup.stride}"),
        _mark("p", f"padding={padding}"),
        _mark("d", f"dilation={setup.dilation}"),
    ]
    if setup.border != "zeros":
        arguments.append(f"padding_mode='{setup.border}'")
    shapes = (
        f"(N, C, H, W): (1, {_mark('c', channels)}, {_mark('i', rows.size)}, "
        f"{_mark('i', cols.size)}) → (1, 1, <b>{rows.result}</b>, <b>{cols.result}</b>)"
    )
    return (
        f'<div class="layer"><code>nn.Conv2d({", ".join(arguments)})</code>'
        f'</div><div class="layer">{shapes}</div>'
    )
