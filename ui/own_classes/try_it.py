"""Try it: something new is shown to the network, which answers, or says "none of these"."""

import numpy as np
import streamlit as st

from cnncore.chance import chance
from cnncore.errors import InputError
from cnncore.photos import decode_photo
from cnncore.transfer import words
from cnncore.transfer.album import Shot, take_shot
from cnncore.transfer.learning import Learnt, none_of_these
from cnncore.transfer.scenes import GROUNDS, LIGHTS, THINGS, Scene, draw_scene
from ui.components.camera import show_camera
from ui.own_classes import cache, controls
from ui.own_classes.answer import show_answer
from ui.own_classes.desk import trained
from ui.shared import session, show
from ui.shared.imagenet import network

_LEAST = 32
_SHOWN: session.Slot[Shot | None] = session.Slot("own classes, shown", lambda: None)
_ANSWERED: session.Slot[int] = session.Slot("own classes, answered", int)


def draw() -> None:
    """Take something new on the left; answer on the right."""
    learnt = trained()
    if learnt is None:
        return
    left, right = st.columns([2, 3], gap="large")
    with left:
        source = controls.tried()
        shot = _drawn() if source == "drawn" else _own(source)
    with right:
        if shot is None:
            st.caption("Nothing has been shown yet.")
            return
        _answer(learnt, shot)


def _drawn() -> Shot:
    """Draw a scene that may be none of the classes."""
    thing = st.selectbox("Thing", list(THINGS), index=2, key="drawn_thing", bind="query-params")
    ground = st.selectbox("Ground", list(GROUNDS), index=1, key="drawn_ground", bind="query-params")
    light = st.selectbox("Light", list(LIGHTS), key="drawn_light", bind="query-params")
    seed = st.slider("Which one", 1, 20, 1, key="drawn_seed", bind="query-params")
    scene = Scene(thing, ground, light, (0.18, 0.3))
    return take_shot(network(), draw_scene(scene, 90_000 + seed), 0)


def _own(source: str) -> Shot | None:
    if source == "camera":
        show_camera(key="live", live=True, answered=_ANSWERED.get(), on_photos=_live)
        st.caption("At most two photos a second, each sent once the one before is answered.")
        return _SHOWN.get()
    file = controls.upload_one("_tried_file")
    if file is None:
        return _SHOWN.get()
    try:
        shot = take_shot(network(), decode_photo(file.getvalue(), least=_LEAST), 0)
    except InputError as problem:
        show.problem(problem)
        return _SHOWN.get()
    _SHOWN.put(shot)
    return shot


def _live(photos: list[np.ndarray]) -> None:
    _SHOWN.put(take_shot(network(), photos[-1], 0))
    _ANSWERED.put(_ANSWERED.get() + 1)


def _answer(learnt: Learnt, shot: Shot) -> None:
    chances = learnt.layer.chances(shot.numbers[None])[0]
    best = int(chances.argmax())
    name = learnt.album.kinds[best].name
    ((_, alike),) = learnt.nearest(shot.numbers, 1)
    if learnt.tested:
        threshold = none_of_these(learnt, cache.others())
        if alike < threshold.value:
            st.markdown(
                f"## None of these\nIt is like no photo it learnt from (at most {alike:.2f}). "
                f"Forced to choose, it would say {name}, {chance(chances[best])} sure."
            )
        else:
            st.markdown(f"## {name}\n{chance(chances[best])} sure; likeness {alike:.2f}.")
        show_answer(learnt, shot)
        st.caption(words.costs(threshold))
    else:
        st.markdown(f"## {name}\n{chance(chances[best])} sure.")
        show_answer(learnt, shot)
