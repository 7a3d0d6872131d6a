"""What a reader sees in a figure's HTML: its words, and its pictures as pixels."""

import base64
import io
import re

import numpy as np
from PIL import Image

from ui.figures import style


def plain(html: str) -> str:
    """Return the words without their tags."""
    return re.sub(r"<[^>]+>", "", html)


def images(html: str) -> list[np.ndarray]:
    """Return every raster picture in the HTML as uint8 (H, W, 3), in the order they stand."""
    found = re.findall(r"data:image/(?:png|jpeg);base64,([^\"]+)", html)
    return [np.array(Image.open(io.BytesIO(base64.b64decode(d))).convert("RGB")) for d in found]


def drawings(html: str) -> list[str]:
    """Return the text of every SVG in the HTML."""
    found = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", html)
    return [base64.b64decode(data).decode() for data in found]


def rgb(colour: str) -> list[int]:
    """Return #rrggbb as three numbers."""
    return style.stops([[0, colour]])[0][1]
