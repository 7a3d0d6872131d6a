"""The answer to a digit as ten bars, in HTML that changes in place at every stroke."""

import numpy as np

from cnncore.chance import chance
from ui.figures import style
from ui.figures.numbers import fixed

_CSS = """<style>
.bars{display:grid;grid-template-columns:1.2em minmax(3rem,1fr) 6.2em 4.2em;gap:3px 10px;
align-items:center;font-variant-numeric:tabular-nums;font-size:.95rem;line-height:1.5rem}
.bars b{font-weight:700;text-align:center}.bars i{font-style:normal;text-align:right}
.bars .head{opacity:.7;font-size:.8rem}.bars .track{height:1.05rem;border-radius:3px;
background:rgba(138,148,163,.18);overflow:hidden}.bars .track span{display:block;height:100%;
border-radius:3px}
.saying{min-height:112px;display:grid;grid-template-columns:auto 1fr 112px;gap:0 14px;
line-height:1.4}.saying strong{font-size:4rem;line-height:1;min-width:2.4rem}
.saying p{margin:.25rem 0 0}
</style>"""


def probability_bars(probabilities: np.ndarray, logits: np.ndarray, *, sure: bool) -> str:
    """Return ten rows: digit, bar, probability and the logit behind it; the best one in colour."""
    best = int(np.argmax(probabilities))
    rows = []
    for digit, (share, logit) in enumerate(zip(probabilities, logits, strict=True)):
        colour = style.MAP if digit == best and sure else style.NEUTRAL
        bar = f'<span style="width:{100 * share:.2f}%;background:{colour}"></span>'
        rows.append(f'<b>{digit}</b><div class="track">{bar}</div>')
        rows.append(f"<i>{chance(share)}</i><i>{fixed(logit, 2)}</i>")
    return _bars(rows)


def no_bars() -> str:
    """Return the ten rows of `probability_bars` without an answer."""
    return _bars(
        [f'<b>{digit}</b><div class="track"></div><i>–</i><i>–</i>' for digit in range(10)]
    )


def _bars(rows: list[str]) -> str:
    head = '<b class="head"></b><i class="head" style="text-align:left">probability</i>'
    head += '<i class="head"></i><i class="head">logit</i>'
    return f'{_CSS}<div class="bars" role="group">{head}{"".join(rows)}</div>'


def saying(headline: str, words: str, seen: str) -> str:
    """Return the answer in one large word, a sentence and the picture that was answered."""
    return (
        f'{_CSS}<div class="saying"><strong>{headline}</strong>'
        f'<p aria-live="polite">{words}</p>{seen}</div>'
    )
