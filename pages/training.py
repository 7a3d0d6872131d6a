"""Train a network outside the server and watch loss, accuracy, filters and mistakes change.

Answers: how does the network find its filters on its own?
"""

import streamlit as st

from cnncore.errors import InputError
from ui import frame
from ui.shared import path, runs, show, tabs
from ui.training import (
    cache,
    controls,
    keep_it,
    learn_a_kernel,
    mistakes,
    prepare,
    race,
    rewind,
    start_stop,
    train,
    why_share,
)
from ui.training.path import PATH

frame.open_lesson("training")
runs.engine().prepare()
path.lead(
    PATH,
    "Nobody tells it what to look for. It guesses, is told how wrong it was, and every weight "
    "moves a little in the direction that would have been less wrong. **Press Train and watch "
    "loss, accuracy and the sixteen filters change together.**",
)

setup, stage = st.columns([1, 3], gap="large")
with stage:
    chosen = start_stop.choose()
with setup:
    prepare.draw(chosen)
with stage:
    try:
        view = runs.view(chosen)
    except InputError as error:
        show.problem(error)
        st.stop()
    with tabs.choose(controls.TABS, key="part") as name, show.problems():
        if name == "train":
            train.draw(view, cache.digit())
            if view.status.state in ("done", "stopped"):
                start_stop.see_them_part(view.settings)
                mistakes.draw(view)
            start_stop.repeat(view.settings)
        elif name == "rewind":
            rewind.draw(view, cache.digit())
        elif name == "race":
            race.draw(view)
        elif name == "share":
            why_share.draw()
        elif name == "kernel":
            learn_a_kernel.draw()
        elif name == "keep":
            keep_it.draw(view, prepare.settings())

frame.link_next("training")
