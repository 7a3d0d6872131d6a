"""How many photos it takes, what a network from nothing does with them, and in what light."""

import streamlit as st

from cnncore.transfer import words
from cnncore.transfer.learning import Curve, Learnt, by_number
from cnncore.transfer.other_light import Changed, other_light
from cnncore.transfer.scratch import EPOCHS, from_scratch, weights_of
from ui.own_classes.answer import picture
from ui.own_classes.desk import trained
from ui.own_classes.figures.albums import growth
from ui.shared import session, show
from ui.shared.imagenet import network

_CURVE: session.Slot[tuple[Learnt | None, Curve | None]] = session.Slot(
    "own classes, curve", lambda: (None, None)
)
_SCRATCH: session.Slot[tuple[Learnt | None, int]] = session.Slot(
    "own classes, scratch", lambda: (None, 0)
)
_LIGHT: session.Slot[tuple[Learnt | None, list[Changed]]] = session.Slot(
    "own classes, light", lambda: (None, [])
)


def draw() -> None:
    """Draw accuracy against number on the left; other lights on the right."""
    learnt = trained(tested=True)
    if learnt is None:
        return
    left, right = st.columns(2, gap="large")
    with left:
        _numbers(learnt)
        _scratch(learnt)
    with right:
        _light(learnt)


def _numbers(learnt: Learnt) -> None:
    st.markdown("**How many photos does it take?**")
    of, curve = _CURVE.get()
    if of is not learnt or curve is None:
        with st.spinner("Training on fewer photos, ten times each…"):
            curve = by_number(learnt)
        _CURVE.put((learnt, curve))
    show.figure(
        growth(curve),
        caption=f"Mean of ten draws, always judged by the same {words.photos(curve.tested)}; the "
        "bars reach from the worst draw to the best.",
        alt=words.growth(curve),
        key="growth",
        height=300,
    )
    st.markdown(words.growth(curve))


def _scratch(learnt: Learnt) -> None:
    st.markdown("**And from nothing?**")
    of, right = _SCRATCH.get()
    if of is not learnt:
        if not st.button("Train a small CNN on them", key="_scratch", icon=":material/school:"):
            st.caption("It begins from random weights and sees only these photos.")
            return
        bar = st.progress(0.0, "Training from nothing…")
        for epoch, now in enumerate(from_scratch(learnt), 1):
            right = now
            bar.progress(epoch / EPOCHS, f"epoch {epoch} of {EPOCHS}")
        bar.empty()
        _SCRATCH.put((learnt, right))
    st.markdown(words.from_nothing(right, learnt, weights_of(len(learnt.album.kinds))))


def _light(learnt: Learnt) -> None:
    st.markdown("**The same things in another light**")
    of, changed = _LIGHT.get()
    if of is not learnt:
        with st.spinner("Looking at them in another light…"):
            changed = other_light(network(), learnt)
        _LIGHT.put((learnt, changed))
    with st.container(horizontal=True, gap="small"):
        for one in changed:
            caption = f"{one.name}: {one.right} of {one.tested}"
            picture(one.example, caption, f"A photo set aside, {one.name}", 130)
    st.markdown(words.holds(changed))
