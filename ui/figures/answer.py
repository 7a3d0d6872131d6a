"""The answer to a digit as ten bars, in HTML that changes in place at every stroke."""

import numpy as np

from ui.figures import style

_CSS = """<style>
.bars{display:grid;grid-template-columns:1.2em minmax(4rem,1fr) 4.2em 4.2em;gap:3px 10px;
align-items:center;font-variant-numeric:tabular-nums;font-size:.95rem;line-height:1.5rem}
.bars b{font-weight:700;text-align:center}.bars i{font-style:normal;text-align:right}
.bars .head{opacity:.7;font-size:.8rem}.bars .track{height:1.05rem;border-radius:3px;
background:rgba(138,148,163,.18);overflow:hidden}.bars .track span{display:block;height:100%;
border-radius:3px;transition:width .15s}
.saying{min-height:112px;display:grid;grid-template-columns:auto 1fr 112px;gap:0 14px;
line-height:1.4}.saying strong{font-size:4rem;line-height:1;min-width:2.4rem}
.saying p{margin:.25rem 0 0}
</style>"""


def probability_bars(probabilities: np.ndarray, logits: np.ndarray, *, sure: bool) -> str:
    """Return ten rows: digit, bar, probability and the logit behind it; the best one in colour."""
    best = int(np.argmax(probabilities))
    rows = ['<b class="head"></b><i class="head" style="text-align:left">probability</i>']
    rows += ['<i class="head"></i><i class="head">logit</i>']
    for digit, (share, logit) in enumerate(zip(probabilities, logits, strict=True)):
        colour = style.MAP if digit == best and sure else style.NEUTRAL
        bar = f'<span style="width:{100 * share:.2f}%;background:{colour}"></span>'
        rows.append(f'<b>{digit}</b><div class="track">{bar}</div>')
        rows.append(f"<i>{100 * share:.1f} %</i><i>{_signed(logit)}</i>")
    return f'{_CSS}<div class="bars" role="group">{"".join(rows)}</div>'


def saying(headline: str, words: str, seen: str) -> str:
    """Return the answer in one large word, a sentence and the picture that was answered."""
    return (
        f'{_CSS}<div class="saying"><strong>{headline}</strong>'
        f'<p aria-live="polite">{words}</p>{seen}</div>'
    )


def _signed(number: float) -> str:
    return f"{number:.2f}".replace("-", "−")


def doubt_bars(
    parts: dict[str, float], total: float, threshold: float, reasons: dict[str, str]
) -> str:
    """Return a bar for each part of the strangeness and one for the sum, against the threshold."""
    room = max(1.6 * threshold, 1e-9)
    rows = []
    for name, part in [*parts.items(), ("all together", total)]:
        bad = total > threshold and name == "all together"
        colour = style.BAD if bad else style.NEUTRAL
        wide = min(100.0, 100 * part / room)
        mark = f'<em style="left:{100 * threshold / room:.1f}%"></em>'
        words = reasons.get(name, "")
        rows.append(
            f'<span title="{words}">{name}</span><div class="track"><span '
            f'style="width:{wide:.1f}%;background:{colour}"></span>{mark}</div>'
            f"<i>{part:.2f}</i>"
        )
    said = "above" if total > threshold else "below"
    foot = f"<p>{total:.2f} is {said} the threshold of {threshold:.2f} (the line).</p>"
    return f'{_DOUBT_CSS}<div class="doubt">{"".join(rows)}</div>{foot}'


_DOUBT_CSS = """<style>.doubt{display:grid;grid-template-columns:6.5rem 1fr 3.5rem;gap:4px 10px;
align-items:center;font-variant-numeric:tabular-nums}.doubt i{font-style:normal;text-align:right}
.doubt .track{position:relative;height:1.05rem;border-radius:3px;background:rgba(138,148,163,.18)}
.doubt .track span{display:block;height:100%;border-radius:3px;transition:width .15s}
.doubt em{position:absolute;top:-2px;bottom:-2px;width:2px;background:currentColor}</style>"""


def coverage_curve(strangeness: np.ndarray, right: np.ndarray, share: float) -> dict:
    """Return a Vega-Lite line: accuracy on the answered digits by the share answered; a dot now."""
    order = np.argsort(strangeness)
    accuracy = 100 * np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    shares = 100 * np.arange(1, len(order) + 1) / len(order)
    keep = np.unique(np.linspace(0.5 * len(order), len(order) - 1, 80).astype(int))
    points = [
        {"share": round(float(shares[i]), 2), "accuracy": round(float(accuracy[i]), 3)}
        for i in keep
    ]
    now = min(points, key=lambda point: abs(point["share"] - 100 * share))
    axes = {
        "x": {
            "field": "share",
            "type": "quantitative",
            "title": "digits answered (%)",
            "scale": {"domain": [50, 100]},
        },
        "y": {
            "field": "accuracy",
            "type": "quantitative",
            "title": "right of these (%)",
            "scale": {"zero": False, "nice": True},
        },
    }
    line = {"mark": {"type": "line", "color": style.HELD_OUT}, "data": {"values": points}}
    dot = {"mark": {"type": "point", "filled": True, "size": 90, "color": style.HELD_OUT}}
    return {
        "encoding": axes,
        "layer": [line, dot | {"data": {"values": [now]}}],
    }


def shift_table(answers: np.ndarray, chances: np.ndarray, now: tuple[int, int]) -> str:
    """Return the answers to all shifts as a square table, shaded by the first answer's chance."""
    reach = len(answers) // 2
    rows = []
    for down in range(-reach, reach + 1):
        cells = [f"<th>{_signed_whole(down)}</th>"]
        for across in range(-reach, reach + 1):
            chance = float(chances[down + reach, across + reach])
            colour = f"rgba(31,157,99,{0.08 + 0.72 * chance:.2f})"
            ring = "outline:3px solid " + style.PATCH if (down, across) == now else ""
            cells.append(
                f'<td title="{100 * chance:.1f} %" style="background:{colour};{ring}">'
                f"{answers[down + reach, across + reach]}</td>"
            )
        rows.append("<tr>" + "".join(cells) + "</tr>")
    heads = "".join(f"<th>{_signed_whole(across)}</th>" for across in range(-reach, reach + 1))
    return (
        f'{_SHIFT_CSS}<table class="shifts"><tr><th></th>{heads}</tr>{"".join(rows)}</table>'
        "<p>Rows: pixels down; columns: pixels to the right. Green: the chance of the answer.</p>"
    )


_SHIFT_CSS = """<style>.shifts{border-collapse:separate;border-spacing:2px;font-variant-numeric:
tabular-nums}.shifts td,.shifts th{width:2.1rem;height:2rem;text-align:center;border-radius:3px;
padding:0}.shifts th{font-weight:400;opacity:.65;font-size:.8rem}</style>"""


def _signed_whole(number: int) -> str:
    return f"{number:+d}".replace("-", "−") if number else "0"


def bars_alone(probabilities: np.ndarray, logits: np.ndarray) -> str:
    """Return the ten bars with their style, for pages that show nothing else of the answer."""
    return f"{_CSS}{probability_bars(probabilities, logits, sure=True)}"
