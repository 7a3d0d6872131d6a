"""A pad to draw a digit on, and beside it the drawing's way through the network, step by step."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import ImageColor

from cnncore.chance import chance
from cnncore.digits.strokes import INK, PAPER, PEN, SIDE
from ui.components.mount import component
from ui.figures import style
from ui.shared import session

_MOUNT = component("flow", Path(__file__).parent)
_SCALES = {"ink": style.INK, "map": style.ACTIVATION}
_DEMO = "Meanwhile a real 7 is on its way. Draw yours, and it answers after every stroke."
_COLOURS = {"window": style.PATCH, "best": style.MAP, "rest": style.NEUTRAL}


@dataclass(frozen=True)
class Window:
    """What looks at the picture before: its side, its stride, and where it first stands."""

    size: int
    stride: int
    start: int


@dataclass(frozen=True)
class Stage:
    """One step: maps (count, rows, columns), or ten `chances`; `link` leads into its lesson."""

    name: str
    words: str
    link: str
    alt: str
    maps: np.ndarray
    scale: str = "map"
    window: Window | None = None
    chances: np.ndarray | None = None


@dataclass(frozen=True)
class Reports:
    """What the visitor does: draws strokes, has a digit written, opens a step's lesson."""

    drawn: Callable[[object], None]
    sample: Callable[[str], None]
    open: Callable[[str], None]


def show_flow(
    stages: Sequence[Stage],
    strokes: Sequence[dict[str, object]],
    *,
    key: str,
    of: str,
    own: bool,
    on: Reports,
) -> None:
    """Draw the pad and the way; `of` names the drawing: another one is played from its start."""

    def reported(name: str, act: Callable) -> Callable[[], None]:
        def tell() -> None:
            if (given := session.reported(key, name)) is not None:
                act(given)

        return tell

    _MOUNT(
        key=key,
        data=flow_data(stages, strokes, of=of, own=own),
        on_strokes_change=reported("strokes", on.drawn),
        on_sample_change=reported("sample", on.sample),
        on_open_change=reported("open", on.open),
    )


def flow_data(
    stages: Sequence[Stage], strokes: Sequence[dict[str, object]], *, of: str, own: bool
) -> dict[str, object]:
    """Put into plain values what the front end draws."""
    chances = stages[-1].chances
    assert chances is not None
    best = int(chances.argmax())
    sure = f"{chance(chances[best])} sure."
    return {
        "of": of,
        "ask": "Draw a 7 here",
        "answer": {"digit": str(best), "words": sure} if own else {"digit": "", "words": _DEMO},
        "stages": [_plain(stage) for stage in stages],
        "strokes": list(strokes),
        "scales": {n: [[p, ImageColor.getrgb(c)] for p, c in s] for n, s in _SCALES.items()},
        "colours": _COLOURS,
        "pen": {"side": SIDE, "width": PEN, "ink": INK, "paper": PAPER},
    }


def _plain(stage: Stage) -> dict[str, object]:
    count, rows, columns = stage.maps.shape
    most = max(float(stage.maps.max()), 1e-6)
    shades = np.round(np.clip(stage.maps / most, 0, 1) * 255).astype(np.uint8)
    return {
        "name": stage.name,
        "words": stage.words,
        "link": stage.link,
        "alt": stage.alt,
        "count": count,
        "rows": rows,
        "cols": columns,
        "values": base64.b64encode(shades.tobytes()).decode(),
        "scale": stage.scale,
        "window": None if stage.window is None else vars(stage.window),
        "chances": None if stage.chances is None else [float(one) for one in stage.chances],
    }
