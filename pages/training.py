"""Train a network outside the server and watch loss, accuracy, filters and mistakes change.

Answers: how does the network find its filters on its own?
"""

import streamlit as st

from cnncore.errors import InputError
from ui import frame
from ui.shared import runs, show
from ui.training import cache, controls, mistakes, race, rewind, start_stop
from ui.training import keep_it as keeping
from ui.training import learn_a_kernel as learn
from ui.training import train as live
from ui.training import why_share as sharing

frame.open_lesson("training")
runs.engine().prepare()
st.markdown(
    "Nobody tells it what to look for. It guesses, is told how wrong it was, and every weight "
    "moves a little in the direction that would have been less wrong. **Press Train and watch "
    "loss, accuracy and the sixteen filters change together.**"
)

setup, stage = st.columns([1, 3], gap="large")
with setup:
    settings = controls.settings()
    drawings = start_stop.own_digits()
    st.button(
        "Train",
        icon=":material/play_arrow:",
        type="primary",
        key="train",
        width="stretch",
        on_click=start_stop.start,
        args=(settings, drawings),
    )
    start_stop.problem()
with stage:
    chosen = start_stop.choose()
    start_stop.announce(settings, chosen)
    try:
        view = runs.view(chosen)
    except InputError as error:
        show.problem(error)
        st.stop()
    names = ("Train", "Rewind", "Race", "Why share weights?", "Learn a kernel", "Keep it")
    train, film, rival, share, kernel, keep = st.tabs(
        names, key="part", on_change="rerun", bind="query-params"
    )
    if train.open:
        with train:
            live.draw(view, cache.digit())
            if view.status.state in ("done", "stopped"):
                mistakes.draw(view)
            start_stop.repeat(view.settings)
    if film.open:
        with film:
            rewind.draw(view, cache.digit())
    if rival.open:
        with rival:
            race.draw(view)
    if share.open:
        with share:
            sharing.draw()
    if kernel.open:
        with kernel:
            learn.draw()
    if keep.open:
        with keep:
            keeping.draw(view, settings)

frame.link_next("training")
