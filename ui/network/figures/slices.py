"""A layer's weights counted on a picture: a slice a channel, a kernel a map."""

from cnncore.networks.ledger import Line
from ui.figures import style

_CHANNELS = ("#d62f3c", "#2f9e44", "#2f6fd6")  # red, green, blue, as the eye expects them
_CSS = f"""
.slices{{display:flex;flex-wrap:wrap;gap:1rem 1.6rem;align-items:center;margin:0}}
.slices>div{{display:grid;gap:3px;justify-items:center;font-size:.82rem}}
.slices .line{{display:flex;gap:4px;align-items:center}}
.slices i{{display:block;width:18px;height:18px;border-radius:2px}}
.slices .sheet i{{width:44px;height:44px;opacity:.75}}
.slices .map{{background:{style.MAP}}}
.slices b{{font-weight:600}}
"""


def slices(line: Line) -> str:
    """Draw a convolution's channels, its kernels with their slices, and its maps, for `st.html`."""
    channels, maps = line.shapes[0][0], line.shapes[1][0]
    sheets = "".join(_square(number) for number in range(channels))
    kernel = "".join(_square(number) for number in range(channels))
    rows = "".join(
        f'<div class="line"><span>{number}</span>{kernel}<span>→</span><i class="map"></i></div>'
        for number in range(1, maps + 1)
    )
    return (
        f"<style>{_CSS}</style>"
        f'<div class="slices" role="img" aria-label="{channels} channels, {maps} kernels of '
        f'{channels} slices each, {maps} maps"><div class="sheet"><b>{channels} channels</b>'
        f"{sheets}</div><div><b>{maps} kernels, a slice a channel, and the map each makes</b>"
        f"{rows}</div></div>"
    )


def _square(number: int) -> str:
    return f'<i class="slice" style="background:{_CHANNELS[number % len(_CHANNELS)]}"></i>'
