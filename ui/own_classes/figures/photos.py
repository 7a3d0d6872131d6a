"""An album's photos as small pictures in a page's HTML."""

import base64
import io
from collections.abc import Sequence

from PIL import Image

from cnncore.transfer.album import Shot

_TILE, _ACROSS = 64, 10


def small(shot: Shot, side: int) -> str:
    """Return a photo as a data URL, `side` pixels wide and high."""
    return _url(_shrunk(shot, side))


def sheet(shots: Sequence[Shot]) -> str:
    """Return photos side by side, ten in a row, as one data URL; "" for none."""
    if not shots:
        return ""
    rows = -(-len(shots) // _ACROSS)
    picture = Image.new("RGB", (_TILE * min(len(shots), _ACROSS), _TILE * rows), "white")
    for number, shot in enumerate(shots):
        row, column = divmod(number, _ACROSS)
        picture.paste(_shrunk(shot, _TILE), (column * _TILE, row * _TILE))
    return _url(picture)


def strip(urls: Sequence[str]) -> str:
    """Set small pictures in a row that wraps."""
    items = [f'<img alt="A photo that came in" width="64" src="{url}">' for url in urls]
    return f'<div style="display:flex;flex-wrap:wrap;gap:6px">{"".join(items)}</div>'


def _shrunk(shot: Shot, side: int) -> Image.Image:
    return Image.fromarray(shot.square).resize((side, side), Image.Resampling.BOX)


def _url(picture: Image.Image) -> str:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80)
    return f"data:image/jpeg;base64,{base64.b64encode(file.getvalue()).decode()}"
