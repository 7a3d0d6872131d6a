"""All photos on one plane, who is taken for whom, and what each photo did."""

import numpy as np
import streamlit as st

from cnncore.transfer import words
from cnncore.transfer.learning import Learnt, effects
from cnncore.transfer.likeness import plane
from ui.own_classes import desk
from ui.own_classes.answer import picture
from ui.own_classes.figures.albums import confusion_table, photo_plane
from ui.shared import show


def draw() -> None:
    """Draw the plane beside the table; below, what leaving out each photo does."""
    learnt = desk.trained()
    if learnt is None:
        return
    album = learnt.album
    left, right = st.columns([3, 2], gap="large")
    with left:
        points = plane(album.numbers, album.numbers[~learnt.aside])
        show.figure(
            photo_plane(points, album, learnt.aside),
            caption="Every photo by its 1,280 numbers, on the plane on which those it learnt from "
            "lie furthest apart. Rings: set aside.",
            alt=f"A plane with {words.photos(len(points))} of {len(album.kinds)} classes",
            key="plane",
            height=380,
        )
    with right:
        st.markdown("**Who is taken for whom** (photos set aside)")
        st.html(confusion_table(learnt.confusion, [kind.name for kind in album.kinds]))
        _effects(learnt)


def _effects(learnt: Learnt) -> None:
    if not learnt.tested:
        return
    work = desk.work("effects", learnt, effects)
    st.markdown("**What did each photo do?** Leave out one, train, test; for every photo.")
    if not work.share and not st.button(
        "Leave each out once", key="_leave_out", icon=":material/science:"
    ):
        return
    found = work.finish("Leaving out…")
    best, worst = words.most_helpful(np.array(found))
    if found[best] <= 0:
        st.markdown("No single photo helps: without any one of them it is as sure as with all.")
        return
    with st.container(horizontal=True, gap="small"):
        _one(learnt, best, found[best], "helps most")
        if found[worst] < 0:
            _one(learnt, worst, found[worst], "harms most")


def _one(learnt: Learnt, place: int, effect: float, told: str) -> None:
    shot = learnt.album.shots[place]
    name = learnt.album.kinds[shot.label].name
    sign = "+" if effect > 0 else "−"
    caption = f"{told}: {sign}{100 * abs(effect):.2g} percentage points for what is right"
    picture(shot.square, caption, f"The photo of {name} that {told}", 160)
