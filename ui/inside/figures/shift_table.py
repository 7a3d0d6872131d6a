"""How the answer changes as the digit is shifted."""

import numpy as np

from cnncore.chance import chance
from ui.figures import style
from ui.figures.numbers import signed


def shift_table(answers: np.ndarray, chances: np.ndarray, now: tuple[int, int]) -> str:
    """Return the answers to all shifts as a square table, shaded by the first answer's chance."""
    reach = len(answers) // 2
    rows = []
    for down in range(-reach, reach + 1):
        cells = [f"<th>{_steps(down)}</th>"]
        for across in range(-reach, reach + 1):
            share = float(chances[down + reach, across + reach])
            colour = f"rgba(31,157,99,{0.08 + 0.72 * share:.2f})"
            ring = "outline:3px solid " + style.PATCH if (down, across) == now else ""
            cells.append(
                f'<td title="{chance(share)}" style="background:{colour};{ring}">'
                f"{answers[down + reach, across + reach]}</td>"
            )
        rows.append("<tr>" + "".join(cells) + "</tr>")
    heads = "".join(f"<th>{_steps(across)}</th>" for across in range(-reach, reach + 1))
    return (
        f'{_SHIFT_CSS}<table class="shifts"><tr><td></td>{heads}</tr>{"".join(rows)}</table>'
        "<p>Rows: pixels down; columns: pixels to the right. Green: the chance of the answer.</p>"
    )


_SHIFT_CSS = """<style>.shifts{border-collapse:separate;border-spacing:2px;font-variant-numeric:
tabular-nums}.shifts td,.shifts th{width:2.1rem;height:2rem;text-align:center;border-radius:3px;
padding:0}.shifts th{font-weight:400;opacity:.65;font-size:.8rem}</style>"""


def _steps(number: int) -> str:
    return signed(number) if number else "0"
