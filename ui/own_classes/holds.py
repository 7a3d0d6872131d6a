"""How many photos it takes, what a network from nothing does with them, and in what light."""

from functools import partial

import streamlit as st

from cnncore.transfer import words
from cnncore.transfer.learning import Learnt, by_number
from cnncore.transfer.other_light import other_light
from cnncore.transfer.scratch import from_scratch, weights_of
from ui.own_classes import desk
from ui.own_classes.answer import picture
from ui.own_classes.figures.albums import growth
from ui.shared import show
from ui.shared.imagenet import network


def draw() -> None:
    """Draw accuracy against number on the left; other lights on the right."""
    learnt = desk.trained(tested=True)
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
    curve = desk.work("curve", learnt, by_number).finish(
        "Training on fewer photos, ten times each…"
    )
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
    work = desk.work("scratch", learnt, from_scratch)
    if not work.share and not st.button(
        "Train a small CNN on them", key="_scratch", icon=":material/school:"
    ):
        st.caption("It begins from random weights and sees only these photos.")
        return
    right = work.finish("Training from nothing…")
    st.markdown(words.from_nothing(right, learnt, weights_of(len(learnt.album.kinds))))


def _light(learnt: Learnt) -> None:
    st.markdown("**The same things in another light**")
    work = desk.work("light", learnt, partial(other_light, network()))
    changed = work.finish("Looking at them in another light…")
    with st.container(horizontal=True, gap="small"):
        for one in changed:
            caption = f"{one.name}: {one.right} of {one.tested}"
            picture(one.example, caption, f"A photo set aside, {one.name}", 130)
    st.markdown(words.holds(changed))
