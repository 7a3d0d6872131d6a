"""Why it says so: a photo set aside, where the evidence lies, and the photos it is most like."""

import numpy as np
import streamlit as st

from cnncore.chance import chance
from cnncore.transfer.learning import Learnt
from ui.own_classes.answer import picture, show_answer
from ui.own_classes.desk import trained
from ui.shared import address

_NEAREST = 4


def draw() -> None:
    """Choose a photo set aside, the worst first, and see what its answer rests on."""
    learnt = trained(tested=True)
    if learnt is None:
        return
    order = _worst_first(learnt)
    options = {
        learnt.album.shots[place].digest: _told(learnt, place, number)
        for number, place in enumerate(order, 1)
    }
    chosen = address.choose(
        st.selectbox, "A photo that was set aside, the worst first", options, key="own_photo"
    )
    place = order[list(options).index(chosen)]
    shot = learnt.album.shots[place]
    show_answer(learnt, shot)
    st.markdown("**Most like it, of the photos that it learnt from:**")
    with st.container(horizontal=True, gap="small"):
        for number, (near, alike) in enumerate(learnt.nearest(shot.numbers, _NEAREST), 1):
            other = learnt.album.shots[near]
            name = learnt.album.kinds[other.label].name
            alt = f"Number {number} of the most alike: {name}"
            picture(other.square, f"{name}, likeness {alike:.2f}", alt, 140)


def _worst_first(learnt: Learnt) -> list[int]:
    """Order photos set aside by the probability of what is right, least first."""
    places = np.flatnonzero(learnt.aside)
    right = learnt.chances[places, learnt.album.labels[places]]
    return [int(place) for place in places[np.argsort(right, kind="stable")]]


def _told(learnt: Learnt, place: int, number: int) -> str:
    truth = learnt.album.kinds[int(learnt.album.labels[place])].name
    said = learnt.album.kinds[int(learnt.said[place])].name
    sure = chance(float(learnt.chances[place].max()))
    verdict = f"named {said}, {sure} sure" if said != truth else f"named right, {sure} sure"
    return f"{number}. {truth}: {verdict}"
