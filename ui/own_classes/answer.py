"""An answer as a reader sees it: the photo, where the evidence lies, and a bar a class."""

import numpy as np
import streamlit as st

from cnncore.chance import chance
from cnncore.transfer.album import Shot
from cnncore.transfer.features import evidence
from cnncore.transfer.learning import Learnt
from ui.figures.evidence import answer_bars, heat_over
from ui.own_classes import cache
from ui.shared import show

_WIDTH = 168  # two stand side by side on a phone


def show_answer(learnt: Learnt, shot: Shot, *, key: str = "own_answer") -> None:
    """Draw a photo, the same with the evidence for its answer, and all probabilities."""
    chances = learnt.layer.chances(shot.numbers[None])[0]
    best = int(chances.argmax())
    name = learnt.album.kinds[best].name
    square = shot.square
    heat = evidence(cache.maps(shot.digest, square), learnt.layer.weights[best])
    with st.container(horizontal=True, gap="small"):
        picture(square, "the photo", f"The photo, its middle square, named {name}")
        picture(
            heat_over(square, heat),
            f"what speaks for {name}",
            f"The photo with what speaks for {name} in colour, the rest grey",
        )
    pairs = [(kind.name, float(one)) for kind, one in zip(learnt.album.kinds, chances, strict=True)]
    show.figure(
        answer_bars(pairs, height=44 * len(pairs) + 16),
        caption="How sure it is of each class.",
        alt=", ".join(f"{name} {chance(one)}" for name, one in pairs),
        key=key,
    )


def picture(square: np.ndarray, caption: str, alt: str, width: int = _WIDTH) -> None:
    """Draw a photo with its caption below it."""
    with st.container(width=width):
        st.image(square, width="stretch", alt=alt)
        st.caption(caption)
